"""Which events reach Karpenter's queue: the patterns that are shipped, in moto's matcher, with the events that AWS documents.

The patterns come from the built project; `npm test` builds before it runs this. That each pattern ends in a rule is a unit test.
"""

import json
import subprocess
import unittest
from pathlib import Path

import emulator  # noqa: F401 - the path of the embedded AWS
from moto.events.models import EventPattern, EventPatternParser

PROJECT = Path(__file__).resolve().parents[2]
READ = 'process.stdout.write(JSON.stringify(require("./dist/constructs/eks/karpenter-events.js").KARPENTER_EVENTS))'
INSTANCE = "i-1234567890abcdef0"


def event(source: str, kind: str, **detail) -> dict:
    """EventBridge's envelope; details are those of the EC2 user guide, resources are the same for all (read 2026-11)."""
    return {
        "version": "0", "id": "12345678-1234-1234-1234-123456789012", "detail-type": kind, "source": source,
        "account": "111122223333", "time": "2026-11-01T12:00:00Z", "region": "eu-central-1",
        "resources": [f"arn:aws:ec2:eu-central-1:111122223333:instance/{INSTANCE}"], "detail": detail,
    }  # fmt: skip


def health(service: str, category: str, code: str, kind: str = "AWS Health Event") -> dict:
    """https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html (read 2026-11)."""
    return event(
        "aws.health", kind, eventArn=f"arn:aws:health:eu-central-1::event/{service}/{code}/{code}_1", service=service,
        eventTypeCode=code, eventTypeCategory=category, eventScopeCode="ACCOUNT_SPECIFIC", statusCode="upcoming",
        startTime="Sun, 1 Nov 2026 12:00:00 GMT", affectedEntities=[{"entityValue": INSTANCE, "status": "PENDING"}],
    )  # fmt: skip


def state(name: str) -> dict:
    return event("aws.ec2", "EC2 Instance State-change Notification", **{"instance-id": INSTANCE, "state": name})


def warning(kind: str, source: str = "aws.ec2", **detail) -> dict:
    return event(source, kind, **{"instance-id": INSTANCE, **detail})


class KarpenterEventPatterns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        read = subprocess.run(["node", "-e", READ], cwd=PROJECT, capture_output=True, text=True)
        if read.returncode != 0:
            raise AssertionError(f"the patterns can't be read from dist; build the project first:\n{read.stderr}")
        texts = {name: json.dumps(rule["pattern"]) for name, rule in json.loads(read.stdout).items()}
        cls.patterns = {name: EventPattern(text, EventPatternParser(text).parse()) for name, text in texts.items()}

    def assert_taken_by(self, rules: set[str], sent: dict):
        """One queue stands behind all rules: an event that two of them take would come twice."""
        taken = {name for name, pattern in self.patterns.items() if pattern.matches_event(sent)}
        self.assertEqual(taken, rules, f"{sent['detail-type']} of {sent['source']}: {sent['detail']}")

    def test_a_spot_interruption(self):
        for action in ("terminate", "stop", "hibernate"):
            self.assert_taken_by({"SpotInterruption"}, warning("EC2 Spot Instance Interruption Warning", **{"instance-action": action}))

    def test_a_rebalance_recommendation(self):
        self.assert_taken_by({"Rebalance"}, warning("EC2 Instance Rebalance Recommendation"))

    def test_an_interrupted_capacity_reservation(self):
        sent = warning(
            "EC2 Capacity Reservation Instance Interruption Warning",
            **{"instance-action": "terminate", "instance-termination-time": "2026-11-01T12:02:00Z", "azId": "euc1-az1"},
        )
        self.assert_taken_by({"CapacityReservationInterruption"}, sent)

    def test_a_scheduled_change_of_an_instance(self):
        for code in ("AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED", "AWS_EC2_SYSTEM_REBOOT_MAINTENANCE_SCHEDULED"):
            self.assert_taken_by({"ScheduledChange"}, health("EC2", "scheduledChange", code))

    def test_an_instance_that_goes(self):
        for name in ("stopping", "stopped", "shutting-down", "terminated"):
            self.assert_taken_by({"InstanceStateChange"}, state(name))

    def test_an_instance_that_comes_is_left_out(self):
        for name in ("pending", "running"):
            self.assert_taken_by(set(), state(name))

    def test_other_notices_of_health_are_left_out(self):
        for sent in (
            health("EC2", "issue", "AWS_EC2_INSTANCE_STORE_DRIVE_PERFORMANCE_DEGRADED"),
            health("EC2", "accountNotification", "AWS_EC2_PLANNED_LIFECYCLE_EVENT"),
            health("RDS", "scheduledChange", "AWS_RDS_MAINTENANCE_SCHEDULED"),
            health("EC2", "scheduledChange", "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED", kind="AWS Health Abuse Event"),
        ):
            self.assert_taken_by(set(), sent)

    def test_near_misses_are_left_out(self):
        spot = "EC2 Spot Instance Interruption Warning"
        for sent in (
            warning(spot, source="com.example.chaos", **{"instance-action": "terminate"}),
            warning("EC2 Spot Instance Request Fulfillment", **{"spot-instance-request-id": "sir-1a2b3c4d"}),
            warning("EC2 Interruptible Capacity Reservation Allocation Reclamation Completed"),
            event("aws.autoscaling", "EC2 Instance-terminate Lifecycle Action", EC2InstanceId=INSTANCE),
            event("aws.health", spot, service="EC2", eventTypeCategory="scheduledChange"),
        ):
            self.assert_taken_by(set(), sent)
