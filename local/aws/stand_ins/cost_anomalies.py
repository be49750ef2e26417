"""Cost Explorer's anomaly detection: monitors and subscriptions. Cost categories and reports are moto's."""

import uuid

from ..answering import Call, answers, now
from ..tags import from_members, serve_tags


def _arn(call: Call, kind: str) -> str:
    return f"arn:aws:ce::{call.account}:{kind}/{uuid.uuid4()}"


def _chosen(call: Call, kind: str, names: str, code: str) -> list[dict]:
    held = call.store(kind)
    return [held.need(arn, code) for arn in call[names]] if call.get(names) else list(held.values())


@answers("ce")
def create_anomaly_monitor(call: Call) -> dict:
    arn, today = _arn(call, "anomalymonitor"), now().date().isoformat()
    dates = {"CreationDate": today, "LastUpdatedDate": today, "LastEvaluatedDate": today}
    call.store("anomaly-monitor")[arn] = call["AnomalyMonitor"] | {"MonitorArn": arn, "_tags": from_members(call.get("ResourceTags"))} | dates
    return {"MonitorArn": arn}


@answers("ce")
def get_anomaly_monitors(call: Call) -> dict:
    return {"AnomalyMonitors": _chosen(call, "anomaly-monitor", "MonitorArnList", "UnknownMonitorException")}


@answers("ce")
def update_anomaly_monitor(call: Call) -> dict:
    call.store("anomaly-monitor").need(call["MonitorArn"], "UnknownMonitorException").update(call.given("MonitorName"))
    return call.given("MonitorArn")


@answers("ce")
def delete_anomaly_monitor(call: Call) -> dict:
    call.store("anomaly-monitor").take(call["MonitorArn"], "UnknownMonitorException")
    return {}


@answers("ce")
def create_anomaly_subscription(call: Call) -> dict:
    asked, arn = call["AnomalySubscription"], _arn(call, "anomalysubscription")
    for monitor in asked["MonitorArnList"]:
        call.store("anomaly-monitor").need(monitor, "UnknownMonitorException")
    subscribers = [subscriber | {"Status": "CONFIRMED"} for subscriber in asked["Subscribers"]]
    held = asked | {"SubscriptionArn": arn, "AccountId": call.account, "Subscribers": subscribers}
    call.store("anomaly-subscription")[arn] = held | {"_tags": from_members(call.get("ResourceTags"))}
    return {"SubscriptionArn": arn}


@answers("ce")
def get_anomaly_subscriptions(call: Call) -> dict:
    return {"AnomalySubscriptions": _chosen(call, "anomaly-subscription", "SubscriptionArnList", "UnknownSubscriptionException")}


@answers("ce")
def update_anomaly_subscription(call: Call) -> dict:
    held = call.store("anomaly-subscription").need(call["SubscriptionArn"], "UnknownSubscriptionException")
    held |= call.given("Frequency", "MonitorArnList", "Subscribers", "SubscriptionName", "ThresholdExpression")
    return call.given("SubscriptionArn")


@answers("ce")
def delete_anomaly_subscription(call: Call) -> dict:
    call.store("anomaly-subscription").take(call["SubscriptionArn"], "UnknownSubscriptionException")
    return {}


serve_tags("ce")
