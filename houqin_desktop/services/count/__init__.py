"""清查盘点: open a count, write down what was found, explain and settle the differences."""
