"""The API model's check: what AWS would refuse is refused here, and what it accepts is let through."""

import json
import unittest
from urllib.parse import urlencode

from emulator import client, page, send

LOGS = {"Content_Type": "application/x-amz-json-1.1"}
FORM = {"Content_Type": "application/x-www-form-urlencoded; charset=utf-8"}


class JsonServices(unittest.TestCase):
    def log_group(self, **parameters) -> str:
        status, text = send("POST", "/", "logs", json.dumps(parameters).encode(), X_Amz_Target="Logs_20140328.CreateLogGroup", **LOGS)
        return "" if status == 200 else text

    def test_refuses_a_value_outside_the_enum(self):
        self.assertIn("logGroupClass is 'COLD', allowed: STANDARD", self.log_group(logGroupName="/a", logGroupClass="COLD"))

    def test_refuses_a_missing_member(self):
        self.assertIn("CreateLogGroup.logGroupName is required", self.log_group(tags={"a": "b"}))

    def test_refuses_a_value_outside_the_pattern(self):
        self.assertIn("does not match", self.log_group(logGroupName="/has spaces"))

    def test_refuses_an_unknown_member(self):
        self.assertIn("CreateLogGroup.retention is not a member", self.log_group(logGroupName="/a", retention=3))

    def test_refuses_a_value_of_another_type(self):
        self.assertIn("logGroupName is 7, expected a string", self.log_group(logGroupName=7))

    def test_refuses_too_long_a_value(self):
        self.assertIn("has 513 characters, allowed: 1..512", self.log_group(logGroupName="a" * 513))

    def test_refuses_a_number_outside_the_range(self):
        with self.assertRaisesRegex(Exception, r"limit is 51, allowed: 1\.\.50"):
            client("logs").describe_log_groups(limit=51)

    def test_refuses_a_body_that_is_not_json(self):
        status, text = send("POST", "/", "logs", b"{", X_Amz_Target="Logs_20140328.CreateLogGroup", **LOGS)
        self.assertEqual((status, "not JSON" in text), (400, True))


class RestServices(unittest.TestCase):
    def test_refuses_what_the_provider_lets_pass(self):
        with self.assertRaisesRegex(Exception, "workspaceName is 'has spaces', which does not match"):
            client("grafana").create_workspace(
                accountAccessType="CURRENT_ACCOUNT", authenticationProviders=["AWS_SSO"], permissionType="CUSTOMER_MANAGED", workspaceName="has spaces"
            )

    def test_refuses_a_missing_body_member(self):
        with self.assertRaisesRegex(Exception, "CreateWorkspace.permissionType is required"):
            client("grafana").create_workspace(accountAccessType="CURRENT_ACCOUNT", authenticationProviders=["AWS_SSO"])

    def test_refuses_a_union_of_two(self):
        eks = {"clusterArn": "arn:aws:eks:eu-central-1:123456789012:cluster/c", "subnetIds": ["subnet-1"]}
        with self.assertRaisesRegex(Exception, "source must have exactly one of"):
            client("amp").create_scraper(scrapeConfiguration={"configurationBlob": b"x"}, source={}, destination={"ampConfiguration": {"workspaceArn": "a"}})
        self.assertTrue(eks)

    def test_checks_s3_by_what_travels_outside_the_body(self):
        with self.assertRaisesRegex(Exception, "PutObject.StorageClass is 'COLD'"):
            client("s3").put_object(Bucket="no-such-bucket", Key="a", Body=b"x", StorageClass="COLD")


class FormServices(unittest.TestCase):
    def form(self, service: str, **parameters: str) -> tuple[int, str]:
        return send("POST", "/", service, urlencode(parameters).encode(), **FORM)

    def test_refuses_a_missing_parameter(self):
        status, text = self.form("sns", Action="CreateTopic", Version="2010-03-31")
        self.assertEqual((status, "CreateTopic.Name is required" in text), (400, True))

    def test_refuses_an_unknown_parameter(self):
        status, text = self.form("sns", Action="CreateTopic", Version="2010-03-31", Name="a", Colour="red")
        self.assertEqual((status, "CreateTopic.Colour is not a member" in text), (400, True))

    def test_refuses_an_enum_in_a_nested_ec2_list(self):
        status, text = self.form(
            "ec2", Action="CreateLaunchTemplate", Version="2016-11-15", LaunchTemplateName="abc",
            **{"LaunchTemplateData.BlockDeviceMapping.1.Ebs.VolumeType": "gp9"},
        )  # fmt: skip
        self.assertEqual((status, "VolumeType is 'gp9', allowed: standard" in text), (400, True))

    def test_accepts_a_recorded_request(self):
        """As provider 5.100 sends it."""
        policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "eks.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
        form = {"Action": "CreateRole", "AssumeRolePolicyDocument": policy, "MaxSessionDuration": "3600", "Path": "/", "RoleName": "recorded", "Version": "2010-05-08"}
        status, text = self.form("iam", **form, **{"Tags.member.1.Key": "project", "Tags.member.1.Value": "x"})
        self.assertEqual(status, 200, text)
        self.assertEqual(self.form("iam", Action="DeleteRole", RoleName="recorded", Version="2010-05-08")[0], 200)

    def test_accepts_empty_lists_and_filters(self):
        filters = {"Filter.1.Name": "tag:Name", "Filter.1.Value.1": "x", "MaxResults": "5"}
        status, text = self.form("ec2", Action="DescribeVpcs", Version="2016-11-15", **filters)
        self.assertEqual(status, 200, text)


class CountedRequests(unittest.TestCase):
    def test_counts_checks_and_refusals_with_their_text(self):
        before = page("requests")
        client("logs").describe_log_groups()
        with self.assertRaises(Exception):
            client("logs").describe_log_groups(limit=0)
        after = page("requests")
        self.assertEqual(after["checked"] - before["checked"], 2)
        self.assertEqual(after["perService"]["logs"]["refused"] - before["perService"].get("logs", {"refused": 0})["refused"], 1)
        self.assertEqual(after["lastRefusals"][-1], "logs: DescribeLogGroups.limit is 0, allowed: 1..50")
        self.assertLessEqual(len(after["lastRefusals"]), 20)


class Patterns(unittest.TestCase):
    def test_every_pattern_of_our_services_can_be_read(self):
        from aws.api_model import service_model
        from aws.request_validation import readable_pattern

        for name in ("grafana", "amp", "eks", "logs", "oam", "xray", "devops-guru", "ce", "budgets", "firehose", "glue", "athena", "kms", "sqs", "events"):
            model = service_model(name)
            for shape in model.shape_names:
                pattern = model.shape_for(shape).metadata.get("pattern")
                with self.subTest(service=name, shape=shape):
                    self.assertTrue(pattern is None or readable_pattern(pattern))


if __name__ == "__main__":
    unittest.main()
