"""The plan seen from the map: judgements in, advice, explanations, forecasts and what-ifs out."""
