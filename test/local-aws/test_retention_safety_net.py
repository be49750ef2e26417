"""The state machine of RetentionSafetyNet, run by moto's engine for Step Functions on moto's own log groups.

retention-safety-net.asl.json is what the construct synthesises; test/constructs/logs/retention-safety-net.test.ts says so.
"""

import json
import subprocess
import sys
import time
import unittest
from pathlib import Path

DEFINITION = Path(__file__).with_name("retention-safety-net.asl.json")
KEYS = {"region_name": "eu-central-1", "aws_access_key_id": "local", "aws_secret_access_key": "local"}


# No group begins with "aws/spans", the second prefix of the definition: an empty page is no fault.
GROUPS = {f"/aws/lambda/{number}": None for number in range(5)} | {"/aws/compliance": 3653, "/aws/short": 1, "/obs/own": None}


class RetentionSafetyNet(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # In a process of its own: mock_aws would empty the embedded AWS of the other tests.
        run = subprocess.run([sys.executable, __file__], capture_output=True, text=True, timeout=200)
        assert run.returncode == 0, run.stderr[-3000:]
        cls.retentions = json.loads(run.stdout)

    def test_groups_without_a_retention_get_one_on_every_page(self):
        self.assertEqual([self.retentions[f"/aws/lambda/{number}"] for number in range(5)], [90] * 5)

    def test_a_retention_is_never_changed_however_long_or_short(self):
        self.assertEqual((self.retentions["/aws/compliance"], self.retentions["/aws/short"]), (3653, 1))

    def test_groups_of_other_names_are_left_alone(self):
        self.assertIsNone(self.retentions["/obs/own"])


def _cases_as_aws_has_them() -> None:
    """moto passes the cases of the API through, where Step Functions writes every member in PascalCase; and it doesn't know this service's name."""
    import botocore.session
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service import StateTaskService
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import StateTaskServiceAwsSdk

    model = botocore.session.get_session().get_service_model("logs")

    def operation(task):
        action = task.resource.api_action
        return model.operation_model(action[0].upper() + action[1:])

    def normalise_parameters(task, parameters, *_args, **_names):
        task._to_boto_request(parameters, operation(task).input_shape)

    def normalise_response(task, response, *_args, **_names):
        if operation(task).output_shape:
            task._from_boto_response(response, operation(task).output_shape)

    StateTaskService._SERVICE_NAME_SFN_TO_BOTO_OVERRIDES["cloudwatchlogs"] = "logs"
    StateTaskServiceAwsSdk._normalise_parameters = normalise_parameters
    StateTaskServiceAwsSdk._normalise_response = normalise_response


def _execute() -> dict[str, int | None]:
    """Retentions of the groups after a run."""
    import boto3
    from moto import mock_aws

    _cases_as_aws_has_them()
    # Pages of two, so that a few groups fill several.
    definition = DEFINITION.read_text().replace('"Limit": 50', '"Limit": 2')
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        logs, machines = boto3.client("logs", **KEYS), boto3.client("stepfunctions", **KEYS)
        for name, days in GROUPS.items():
            logs.create_log_group(logGroupName=name)
            if days is not None:
                logs.put_retention_policy(logGroupName=name, retentionInDays=days)
        machine = machines.create_state_machine(name="net", definition=definition, roleArn="arn:aws:iam::123456789012:role/net")
        execution = machines.start_execution(stateMachineArn=machine["stateMachineArn"])["executionArn"]
        state = {"status": "RUNNING"}
        until = time.monotonic() + 120
        while state["status"] == "RUNNING" and time.monotonic() < until:
            time.sleep(0.1)
            state = machines.describe_execution(executionArn=execution)
        if state["status"] != "SUCCEEDED":
            raise SystemExit(f"{state['status']}: {state.get('cause')}")
        return {group["logGroupName"]: group.get("retentionInDays") for group in logs.describe_log_groups()["logGroups"]}


if __name__ == "__main__":
    print(json.dumps(_execute()))
