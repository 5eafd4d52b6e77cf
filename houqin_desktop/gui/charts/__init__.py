"""The page 安全一览: charts that lead to the lists behind them."""
