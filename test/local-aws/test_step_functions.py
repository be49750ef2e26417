"""The AWS provider asks whether a definition is a state machine before it makes one: what can't begin or go on is refused."""

import json
import unittest
from pathlib import Path

from emulator import client, page

DEFINITION = json.loads(Path(__file__).with_name("retention-safety-net.asl.json").read_text())
ROLE = "arn:aws:iam::123456789012:role/any"


class StateMachines(unittest.TestCase):
    def diagnostics(self, definition) -> list[str]:
        answer = client("stepfunctions").validate_state_machine_definition(definition=definition if isinstance(definition, str) else json.dumps(definition))
        self.assertEqual(answer["result"], "FAIL" if answer["diagnostics"] else "OK")
        return [diagnostic["message"] for diagnostic in answer["diagnostics"]]

    def test_the_safety_net_is_one(self):
        self.assertEqual(self.diagnostics(DEFINITION), [])

    def test_what_cannot_begin_or_go_on_is_none(self):
        self.assertIn("is no JSON", self.diagnostics("{")[0])
        self.assertEqual(self.diagnostics(DEFINITION | {"StartAt": "Nowhere"}), ["Nowhere is none of the states"])
        self.assertEqual(self.diagnostics({"StartAt": "A", "States": {"A": {"Type": "Pass"}}}), ["The state has neither Next nor End"])
        inner = {"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "C"}}}
        mapped = {"StartAt": "A", "States": {"A": {"Type": "Map", "ItemProcessor": inner, "End": True}}}
        self.assertEqual(self.diagnostics(mapped), ["C is none of the states"])

    def test_one_that_was_made_is_in_the_inventory_until_it_is_deleted(self):
        service = client("stepfunctions")
        arn = service.create_state_machine(name="net", definition=json.dumps(DEFINITION), roleArn=ROLE)["stateMachineArn"]
        self.assertEqual([(left["type"], left["ids"]) for left in page("inventory")], [("state-machine", [arn])])
        self.assertEqual(service.list_state_machine_versions(stateMachineArn=arn)["stateMachineVersions"], [])
        service.delete_state_machine(stateMachineArn=arn)
        self.assertEqual(page("inventory"), [])


if __name__ == "__main__":
    unittest.main()
