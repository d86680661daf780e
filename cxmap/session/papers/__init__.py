"""What is handed over: lists, plan, forum, graph, calendar and report, made from the map."""
