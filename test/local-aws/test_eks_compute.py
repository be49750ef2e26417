"""Node groups and Fargate profiles: the Auto Scaling group behind them, the access entry that EKS makes, updates in place and refusals."""

from emulator import client, page
from test_eks_clusters import ROLE, EksTest

NODE_ROLE = "arn:aws:iam::123456789012:role/nodes"
TAG = {"ResourceType": "auto-scaling-group", "Key": "k8s.io/cluster-autoscaler/node-template/label/a", "Value": "1", "PropagateAtLaunch": False}


class NodeGroup(EksTest):
    def setUp(self):
        super().setUp()
        self.autoscaling = client("autoscaling")
        self.make(version="1.34")

    def add(self, name: str = "n", **settings) -> dict:
        scaling = {"scalingConfig": {"minSize": 1, "maxSize": 3, "desiredSize": 2}}
        made = self.eks.create_nodegroup(clusterName="c", nodegroupName=name, nodeRole=NODE_ROLE, subnets=["subnet-1"], **scaling | settings)
        self.addCleanup(lambda: self.eks.delete_nodegroup(clusterName="c", nodegroupName=name))
        return made["nodegroup"]

    def group(self) -> dict:
        return self.eks.describe_nodegroup(clusterName="c", nodegroupName="n")["nodegroup"]

    def entries(self) -> list[str]:
        return self.eks.list_access_entries(clusterName="c")["accessEntries"]


class AutoScalingGroups(NodeGroup):
    def test_is_real_can_be_tagged_and_goes_with_the_node_group(self):
        name = self.add()["resources"]["autoScalingGroups"][0]["name"]
        group = self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
        self.assertEqual((group["MinSize"], group["MaxSize"], group["DesiredCapacity"], group["Instances"]), (1, 3, 2, []))
        self.autoscaling.create_or_update_tags(Tags=[TAG | {"ResourceId": name}])
        tags = {tag["Key"]: tag["Value"] for tag in self.autoscaling.describe_tags(Filters=[{"Name": "auto-scaling-group", "Values": [name]}])["Tags"]}
        self.assertEqual((tags[TAG["Key"]], tags["k8s.io/cluster-autoscaler/c"], tags["eks:nodegroup-name"]), ("1", "owned", "n"))
        self.assertIn(("auto-scaling-group", [name]), [(line["type"], line["ids"]) for line in page("inventory")])

    def test_a_tag_for_a_group_that_is_not_there_is_refused(self):
        with self.refused("ValidationError.*no such group"):
            self.autoscaling.create_or_update_tags(Tags=[TAG | {"ResourceId": "eks-gone"}])

    def test_bounds_follow_the_node_group_and_its_size_an_autoscaler(self):
        name = self.add()["resources"]["autoScalingGroups"][0]["name"]
        self.autoscaling.set_desired_capacity(AutoScalingGroupName=name, DesiredCapacity=3)
        self.assertEqual(self.group()["scalingConfig"], {"minSize": 1, "maxSize": 3, "desiredSize": 3})
        self.eks.update_nodegroup_config(clusterName="c", nodegroupName="n", scalingConfig={"maxSize": 9})
        group = self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
        self.assertEqual((group["MinSize"], group["MaxSize"], group["DesiredCapacity"]), (1, 9, 3))


class Updates(NodeGroup):
    def test_bounds_that_do_not_hold_the_size_are_refused(self):
        self.add()
        for scaling, sentence in (
            ({"minSize": 3}, "Minimum capacity 3 can't be greater than desired size 2"),
            ({"maxSize": 1}, "desired capacity 2 can't be greater than max size 1"),
            ({"minSize": 4, "desiredSize": 4}, "Minimum capacity 4 can't be greater than maximum size 3"),
        ):
            with self.subTest(scaling=scaling), self.refused(sentence):
                self.eks.update_nodegroup_config(clusterName="c", nodegroupName="n", scalingConfig=scaling)
        with self.refused("Minimum capacity 2 can't be greater than desired size 1"):
            self.add("other", scalingConfig={"minSize": 2, "maxSize": 2, "desiredSize": 1})

    def test_labels_taints_and_repair(self):
        self.add(labels={"a": "1", "b": "2"}, taints=[{"key": "k", "value": "v", "effect": "NO_SCHEDULE"}])
        self.eks.update_nodegroup_config(
            clusterName="c",
            nodegroupName="n",
            labels={"addOrUpdateLabels": {"c": "3"}, "removeLabels": ["a"]},
            taints={"removeTaints": [{"key": "k", "value": "v", "effect": "NO_SCHEDULE"}]},
            updateConfig={"maxUnavailablePercentage": 33},
            nodeRepairConfig={"enabled": True},
        )
        group = self.group()
        self.assertEqual((group["labels"], group["taints"]), ({"b": "2", "c": "3"}, []))
        self.assertEqual((group["updateConfig"], group["nodeRepairConfig"]), ({"maxUnavailablePercentage": 33}, {"enabled": True}))

    def test_versions_go_up_as_far_as_the_cluster(self):
        self.add(version="1.33")
        with self.refused("can't be ahead of the cluster's version 1.34"):
            self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", version="1.35")
        self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", version="1.34")
        self.assertRegex(self.group()["releaseVersion"], r"^1\.34\.")
        with self.refused("can't be rolled back from 1.34 to 1.33"):
            self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", version="1.33")
        self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", releaseVersion="1.34.1-20251120")
        self.assertEqual(self.group()["releaseVersion"], "1.34.1-20251120")


class LaunchTemplates(NodeGroup):
    def setUp(self):
        super().setUp()
        self.ec2 = client("ec2")
        self.one, self.two = self.template("one"), self.template("two")

    def template(self, name: str) -> str:
        made = self.ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"EbsOptimized": True})["LaunchTemplate"]["LaunchTemplateId"]
        self.addCleanup(lambda: self.ec2.delete_launch_template(LaunchTemplateId=made))
        return made

    def test_a_version_of_the_same_template(self):
        self.add(launchTemplate={"id": self.one, "version": "1"})
        with self.refused("with version 2 was not found"):
            self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", launchTemplate={"id": self.one, "version": "2"})
        self.ec2.create_launch_template_version(LaunchTemplateId=self.one, LaunchTemplateData={"EbsOptimized": False})
        self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", launchTemplate={"id": self.one, "version": "2"})
        self.assertEqual((self.group()["launchTemplate"]["version"], self.group()["version"]), ("2", "1.34"))

    def test_another_template_or_none_is_refused(self):
        with self.refused("Launch template lt-gone with version 1 was not found"):
            self.add(launchTemplate={"id": "lt-gone", "version": "1"})
        self.add(launchTemplate={"id": self.one, "version": "1"})
        with self.refused("different launch template"):
            self.eks.update_nodegroup_version(clusterName="c", nodegroupName="n", launchTemplate={"id": self.two, "version": "1"})


class OwnAccessEntries(NodeGroup):
    def test_come_and_go_with_the_last_group_of_a_role(self):
        self.eks.create_nodegroup(clusterName="c", nodegroupName="first", nodeRole=NODE_ROLE, subnets=["subnet-1"])
        self.eks.create_nodegroup(clusterName="c", nodegroupName="second", nodeRole=NODE_ROLE, subnets=["subnet-1"])
        self.assertEqual(self.entries(), [NODE_ROLE])
        with self.refused("ResourceInUseException"):
            self.eks.create_access_entry(clusterName="c", principalArn=NODE_ROLE, type="EC2_LINUX")
        self.eks.delete_nodegroup(clusterName="c", nodegroupName="first")
        self.assertEqual(self.entries(), [NODE_ROLE])
        self.eks.delete_nodegroup(clusterName="c", nodegroupName="second")
        self.assertEqual(self.entries(), [])

    def test_an_entry_that_was_there_stays(self):
        self.eks.create_access_entry(clusterName="c", principalArn=NODE_ROLE, type="EC2_LINUX")
        self.eks.create_nodegroup(clusterName="c", nodegroupName="first", nodeRole=NODE_ROLE, subnets=["subnet-1"])
        self.eks.delete_nodegroup(clusterName="c", nodegroupName="first")
        self.assertEqual(self.entries(), [NODE_ROLE])

    def test_of_a_fargate_profile_which_can_be_tagged(self):
        profile = self.eks.create_fargate_profile(
            clusterName="c", fargateProfileName="f", podExecutionRoleArn=ROLE, selectors=[{"namespace": "n"}], tags={"a": "1"}
        )["fargateProfile"]
        self.assertEqual(self.eks.describe_access_entry(clusterName="c", principalArn=ROLE)["accessEntry"]["type"], "FARGATE_LINUX")
        arn = profile["fargateProfileArn"]
        self.eks.tag_resource(resourceArn=arn, tags={"b": "2"})
        self.eks.untag_resource(resourceArn=arn, tagKeys=["a"])
        self.assertEqual(self.eks.list_tags_for_resource(resourceArn=arn)["tags"], {"b": "2"})
        self.eks.delete_fargate_profile(clusterName="c", fargateProfileName="f")
        self.assertEqual(self.entries(), [])


class AccessEntries(EksTest):
    def test_what_a_type_takes(self):
        self.make()
        for settings in ({"type": "EC2_LINUX", "kubernetesGroups": ["g"]}, {"type": "EC2_LINUX", "username": "u"}):
            with self.subTest(**settings), self.refused("can't be chosen for an access entry of type EC2_LINUX"):
                self.eks.create_access_entry(clusterName="c", principalArn=ROLE, **settings)
        with self.refused("cannot start with system:"):
            self.eks.create_access_entry(clusterName="c", principalArn=ROLE, kubernetesGroups=["system:masters"])
        self.eks.create_access_entry(clusterName="c", principalArn=ROLE, type="EC2_LINUX")
        policy = {"policyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", "accessScope": {"type": "cluster"}}
        with self.refused("can't be associated with an access entry of type EC2_LINUX"):
            self.eks.associate_access_policy(clusterName="c", principalArn=ROLE, **policy)

    def test_need_a_cluster_that_uses_them(self):
        self.make(accessConfig={"authenticationMode": "CONFIG_MAP"})
        with self.refused("authentication mode must be set to one of"):
            self.eks.create_access_entry(clusterName="c", principalArn=ROLE)
