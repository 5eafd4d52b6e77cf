"""安保人员工作日志: shifts, patrols, hand-overs and incidents."""
