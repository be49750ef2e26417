"""Each stand-in: create, read back, tag, delete, and nothing left in the inventory."""

import unittest

from emulator import client, page, send

ROLE = "arn:aws:iam::123456789012:role/any"
TOPIC = "arn:aws:sns:eu-central-1:123456789012:any"


class StandIn(unittest.TestCase):
    def setUp(self):
        self.addCleanup(lambda: self.assertEqual(page("inventory"), []))

    def tags(self, service, arn: str, name: str = "resourceArn", tags="tags", keys="tagKeys", form=dict):
        """Tags one, takes one back, and returns what is left."""
        sent = {"a": "1", "b": "2"} if form is dict else [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
        service.tag_resource(**{name: arn, tags: sent})
        service.untag_resource(**{name: arn, keys: ["a"]})
        return service.list_tags_for_resource(**{name: arn})


class Grafana(StandIn):
    def test_workspace(self):
        grafana = client("grafana")
        made = grafana.create_workspace(
            accountAccessType="CURRENT_ACCOUNT", authenticationProviders=["SAML"], permissionType="CUSTOMER_MANAGED", workspaceName="w", tags={"k": "v"}
        )["workspace"]
        key = made["id"]
        self.assertEqual(grafana.describe_workspace(workspaceId=key)["workspace"]["status"], "ACTIVE")
        grafana.update_workspace(workspaceId=key, workspaceDescription="new")
        self.assertEqual(grafana.describe_workspace(workspaceId=key)["workspace"]["description"], "new")
        user = {"id": "a" * 36, "type": "SSO_GROUP"}
        for action, left in (("ADD", 1), ("REVOKE", 0)):
            grafana.update_permissions(workspaceId=key, updateInstructionBatch=[{"action": action, "role": "ADMIN", "users": [user]}])
            self.assertEqual(len(grafana.list_permissions(workspaceId=key)["permissions"]), left)
        grafana.update_workspace_authentication(
            workspaceId=key, authenticationProviders=["SAML"], samlConfiguration={"idpMetadata": {"url": "https://idp.example.com"}, "roleValues": {"editor": ["e"]}}
        )
        self.assertEqual(grafana.describe_workspace_authentication(workspaceId=key)["authentication"]["saml"]["status"], "CONFIGURED")
        arn = f"arn:aws:grafana:eu-central-1:123456789012:/workspaces/{key}"
        self.assertEqual(self.tags(grafana, arn)["tags"], {"k": "v", "b": "2"})
        self.assertEqual([w["id"] for w in grafana.list_workspaces()["workspaces"]], [key])
        self.assertEqual(page("inventory")[0]["ids"], [key])
        grafana.delete_workspace(workspaceId=key)
        with self.assertRaises(grafana.exceptions.ResourceNotFoundException):
            grafana.describe_workspace(workspaceId=key)


class Errors(StandIn):
    def test_have_the_status_of_the_model(self):
        status, text = send("GET", "/workspaces/g-0123456789", "grafana")
        self.assertEqual((status, "ResourceNotFoundException" in text), (404, True))


class DevOpsGuru(StandIn):
    def test_resource_collection(self):
        guru, tags = client("devops-guru"), {"Tags": [{"AppBoundaryKey": "DevOps-Guru-x", "TagValues": ["a", "b"]}]}
        guru.update_resource_collection(Action="ADD", ResourceCollection=tags)
        self.assertEqual(guru.get_resource_collection(ResourceCollectionType="AWS_TAGS")["ResourceCollection"], tags)
        guru.update_resource_collection(Action="REMOVE", ResourceCollection=tags)
        with self.assertRaises(guru.exceptions.ResourceNotFoundException):
            guru.get_resource_collection(ResourceCollectionType="AWS_TAGS")

    def test_channel_and_settings(self):
        guru = client("devops-guru")
        key = guru.add_notification_channel(Config={"Sns": {"TopicArn": TOPIC}})["Id"]
        self.assertEqual([c["Id"] for c in guru.list_notification_channels()["Channels"]], [key])
        guru.remove_notification_channel(Id=key)
        guru.update_service_integration(ServiceIntegration={"OpsCenter": {"OptInStatus": "ENABLED"}})
        self.assertEqual(guru.describe_service_integration()["ServiceIntegration"]["OpsCenter"], {"OptInStatus": "ENABLED"})


class Oam(StandIn):
    def test_sink(self):
        oam = client("oam")
        arn = oam.create_sink(Name="s", Tags={"k": "v"})["Arn"]
        with self.assertRaises(oam.exceptions.ConflictException):
            oam.create_sink(Name="second")
        with self.assertRaises(oam.exceptions.ResourceNotFoundException):
            oam.get_sink_policy(SinkIdentifier=arn)
        oam.put_sink_policy(SinkIdentifier=arn, Policy="{}")
        self.assertEqual(oam.get_sink_policy(SinkIdentifier=arn)["Policy"], "{}")
        self.assertEqual(self.tags(oam, arn, "ResourceArn", "Tags", "TagKeys")["Tags"], {"k": "v", "b": "2"})
        oam.delete_sink(Identifier=arn)


class XRay(StandIn):
    def test_group_rule_policy_encryption(self):
        xray = client("xray")
        arn = xray.create_group(GroupName="g", FilterExpression="fault = true")["Group"]["GroupARN"]
        self.assertEqual(xray.get_group(GroupName="g")["Group"]["FilterExpression"], "fault = true")
        self.assertEqual(self.tags(xray, arn, "ResourceARN", "Tags", "TagKeys", list)["Tags"], [{"Key": "b", "Value": "2"}])
        rule = dict(RuleName="r", ResourceARN="*", Priority=1, FixedRate=0.1, ReservoirSize=1, ServiceName="*", ServiceType="*", Host="*", HTTPMethod="*", URLPath="*")
        xray.create_sampling_rule(SamplingRule=rule | {"Version": 1})
        xray.update_sampling_rule(SamplingRuleUpdate={"RuleName": "r", "FixedRate": 0.5})
        self.assertEqual(xray.get_sampling_rules()["SamplingRuleRecords"][0]["SamplingRule"]["FixedRate"], 0.5)
        self.assertEqual(xray.put_encryption_config(Type="NONE")["EncryptionConfig"]["Status"], "ACTIVE")
        xray.put_encryption_config(Type="KMS", KeyId="arn:aws:kms:eu-central-1:123456789012:key/1")
        kept = xray.get_encryption_config()["EncryptionConfig"]
        self.assertEqual((kept["Type"], kept["KeyId"]), ("KMS", "arn:aws:kms:eu-central-1:123456789012:key/1"))
        xray.put_resource_policy(PolicyName="p", PolicyDocument="{}")
        xray.delete_resource_policy(PolicyName="p")
        xray.delete_sampling_rule(RuleName="r")
        xray.delete_group(GroupName="g")


class CostAnomalies(StandIn):
    def test_monitor_and_subscription(self):
        ce = client("ce")
        monitor = ce.create_anomaly_monitor(AnomalyMonitor={"MonitorName": "m", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"})["MonitorArn"]
        asked = {"SubscriptionName": "s", "Frequency": "DAILY", "MonitorArnList": [monitor], "Subscribers": [{"Type": "EMAIL", "Address": "a@example.com"}]}
        subscription = ce.create_anomaly_subscription(AnomalySubscription=asked)["SubscriptionArn"]
        self.assertEqual(ce.get_anomaly_subscriptions(SubscriptionArnList=[subscription])["AnomalySubscriptions"][0]["Frequency"], "DAILY")
        self.assertEqual(self.tags(ce, monitor, "ResourceArn", "ResourceTags", "ResourceTagKeys", list)["ResourceTags"], [{"Key": "b", "Value": "2"}])
        ce.delete_anomaly_subscription(SubscriptionArn=subscription)
        ce.delete_anomaly_monitor(MonitorArn=monitor)
        with self.assertRaises(ce.exceptions.UnknownMonitorException):
            ce.get_anomaly_monitors(MonitorArnList=[monitor])


class Budgets(StandIn):
    def test_budget(self):
        budgets, account = client("budgets"), {"AccountId": "123456789012"}
        notification = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80.0}
        budgets.create_budget(
            **account, Budget={"BudgetName": "b", "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": {"Amount": "5", "Unit": "USD"}},
            NotificationsWithSubscribers=[{"Notification": notification, "Subscribers": [{"SubscriptionType": "SNS", "Address": TOPIC}]}],
        )  # fmt: skip
        self.assertTrue(budgets.describe_budget(**account, BudgetName="b")["Budget"]["CostTypes"]["IncludeTax"])
        subscribers = budgets.describe_subscribers_for_notification(**account, BudgetName="b", Notification=notification)["Subscribers"]
        self.assertEqual(subscribers[0]["Address"], TOPIC)
        budgets.delete_budget(**account, BudgetName="b")
        with self.assertRaises(budgets.exceptions.NotFoundException):
            budgets.describe_budget(**account, BudgetName="b")


class Logs(StandIn):
    def test_policies_and_queries(self):
        logs = client("logs")
        logs.create_log_group(logGroupName="/g", logGroupClass="INFREQUENT_ACCESS")
        self.assertEqual(logs.describe_log_groups()["logGroups"][0]["logGroupClass"], "INFREQUENT_ACCESS")
        policy = {"policyName": "p", "policyType": "DATA_PROTECTION_POLICY"}
        logs.put_account_policy(**policy, policyDocument="{}")
        self.assertEqual(logs.describe_account_policies(policyType=policy["policyType"])["accountPolicies"][0]["scope"], "ALL")
        logs.put_data_protection_policy(logGroupIdentifier="/g", policyDocument="{}")
        self.assertEqual(logs.get_data_protection_policy(logGroupIdentifier="/g")["policyDocument"], "{}")
        key = logs.put_query_definition(name="q", queryString="fields @message")["queryDefinitionId"]
        self.assertEqual(logs.describe_query_definitions(queryDefinitionNamePrefix="q")["queryDefinitions"][0]["queryDefinitionId"], key)
        logs.delete_query_definition(queryDefinitionId=key)
        logs.delete_data_protection_policy(logGroupIdentifier="/g")
        logs.delete_account_policy(**policy)
        logs.delete_log_group(logGroupName="/g")


class Prometheus(StandIn):
    def test_definition_configuration_scraper(self):
        amp = client("amp")
        key = amp.create_workspace(kmsKeyArn="arn:aws:kms:eu-central-1:123456789012:key/0a0a")["workspaceId"]
        self.assertIn("key/0a0a", amp.describe_workspace(workspaceId=key)["workspace"]["kmsKeyArn"])
        amp.create_alert_manager_definition(workspaceId=key, data=b"alertmanager_config: x")
        self.assertEqual(amp.describe_alert_manager_definition(workspaceId=key)["alertManagerDefinition"]["data"], b"alertmanager_config: x")
        amp.update_workspace_configuration(workspaceId=key, retentionPeriodInDays=30)
        self.assertEqual(amp.describe_workspace_configuration(workspaceId=key)["workspaceConfiguration"]["retentionPeriodInDays"], 30)
        scraper = amp.create_scraper(
            scrapeConfiguration={"configurationBlob": b"global: {}"}, destination={"ampConfiguration": {"workspaceArn": f"arn:aws:aps:eu-central-1:123456789012:workspace/{key}"}},
            source={"eksConfiguration": {"clusterArn": "arn:aws:eks:eu-central-1:123456789012:cluster/c", "subnetIds": ["subnet-11111111"]}},
        )  # fmt: skip
        self.assertEqual(self.tags(amp, scraper["arn"])["tags"], {"b": "2"})
        amp.delete_scraper(scraperId=scraper["scraperId"])
        with self.assertRaises(amp.exceptions.ResourceNotFoundException):
            amp.describe_scraper(scraperId=scraper["scraperId"])
        amp.delete_alert_manager_definition(workspaceId=key)
        amp.delete_workspace(workspaceId=key)


class Chatbot(StandIn):
    def test_slack_channel(self):
        chatbot = client("chatbot")
        asked = {"SlackTeamId": "T012ABCDEFG", "SlackChannelId": "C012ABCDEFG", "IamRoleArn": ROLE, "ConfigurationName": "alerts", "SnsTopicArns": [TOPIC]}
        made = chatbot.create_slack_channel_configuration(**asked, LoggingLevel="ERROR", Tags=[{"TagKey": "k", "TagValue": "v"}])["ChannelConfiguration"]
        arn = made["ChatConfigurationArn"]
        for again in ({"ConfigurationName": "other"}, {"SlackChannelId": "C99"}):
            with self.assertRaises(chatbot.exceptions.ConflictException):
                chatbot.create_slack_channel_configuration(**asked | again)
        chatbot.update_slack_channel_configuration(ChatConfigurationArn=arn, SlackChannelId="C034ABCDEFG")
        [held] = chatbot.describe_slack_channel_configurations(ChatConfigurationArn=arn)["SlackChannelConfigurations"]
        self.assertEqual((held["SlackChannelId"], held["SnsTopicArns"], held["LoggingLevel"], held["State"]), ("C034ABCDEFG", [TOPIC], "ERROR", "ENABLED"))
        chatbot.tag_resource(ResourceARN=arn, Tags=[{"TagKey": "a", "TagValue": "1"}])
        chatbot.untag_resource(ResourceARN=arn, TagKeys=["k"])
        left = [{"TagKey": "a", "TagValue": "1"}]
        self.assertEqual(chatbot.list_tags_for_resource(ResourceARN=arn)["Tags"], left)
        self.assertEqual(chatbot.describe_slack_channel_configurations()["SlackChannelConfigurations"][0]["Tags"], left)
        chatbot.delete_slack_channel_configuration(ChatConfigurationArn=arn)
        with self.assertRaises(chatbot.exceptions.ResourceNotFoundException):
            chatbot.delete_slack_channel_configuration(ChatConfigurationArn=arn)


class Eks(StandIn):
    def test_cluster_and_what_hangs_on_it(self):
        eks = client("eks")
        cluster = {"clusterName": "c"}
        made = eks.create_cluster(name="c", roleArn=ROLE, resourcesVpcConfig={"subnetIds": []}, accessConfig={"authenticationMode": "API"})["cluster"]
        self.assertEqual(made["accessConfig"]["authenticationMode"], "API")
        update = eks.update_cluster_config(name="c", logging={"clusterLogging": [{"types": ["audit"], "enabled": True}]})["update"]
        self.assertEqual(eks.describe_update(name="c", updateId=update["id"])["update"]["status"], "Successful")
        wanted = [{"serviceAccount": "s", "roleArn": ROLE}]
        eks.create_addon(**cluster, addonName="vpc-cni", podIdentityAssociations=wanted)
        addon = eks.describe_addon(**cluster, addonName="vpc-cni")["addon"]
        self.assertEqual(len(addon["podIdentityAssociations"]), 1)
        self.assertEqual(self.tags(eks, addon["addonArn"])["tags"], {"b": "2"})
        eks.delete_addon(**cluster, addonName="vpc-cni")
        self.assertEqual(eks.list_pod_identity_associations(**cluster)["associations"], [])
        eks.create_access_entry(**cluster, principalArn=ROLE)
        eks.associate_access_policy(**cluster, principalArn=ROLE, policyArn="arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", accessScope={"type": "cluster"})
        self.assertEqual(len(eks.list_associated_access_policies(**cluster, principalArn=ROLE)["associatedAccessPolicies"]), 1)
        eks.delete_access_entry(**cluster, principalArn=ROLE)
        eks.create_nodegroup(**cluster, nodegroupName="n", nodeRole=ROLE, subnets=["subnet-1"], updateConfig={"maxUnavailable": 2})
        group = eks.describe_nodegroup(**cluster, nodegroupName="n")["nodegroup"]
        self.assertEqual((group["updateConfig"], "remoteAccess" in group), ({"maxUnavailable": 2}, False))
        eks.delete_nodegroup(**cluster, nodegroupName="n")
        eks.delete_cluster(name="c")


class Athena(StandIn):
    def test_prepared_statement_and_named_query(self):
        athena = client("athena")
        athena.create_prepared_statement(StatementName="by_id", WorkGroup="primary", QueryStatement="select ?")
        self.assertEqual(athena.get_prepared_statement(StatementName="by_id", WorkGroup="primary")["PreparedStatement"]["QueryStatement"], "select ?")
        athena.delete_prepared_statement(StatementName="by_id", WorkGroup="primary")
        with self.assertRaises(athena.exceptions.ResourceNotFoundException):
            athena.get_prepared_statement(StatementName="by_id", WorkGroup="primary")
        key = athena.create_named_query(Name="n", Database="d", QueryString="select 1", WorkGroup="primary")["NamedQueryId"]
        athena.delete_named_query(NamedQueryId=key)


if __name__ == "__main__":
    unittest.main()
