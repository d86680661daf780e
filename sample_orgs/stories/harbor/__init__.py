"""Harbor Telecom: three months in, charged with much and given little."""
