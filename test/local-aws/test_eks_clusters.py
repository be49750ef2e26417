"""EKS clusters change in place where EKS lets them, and are refused where it does not; what hangs on a cluster goes with it."""

import unittest

from botocore.exceptions import ClientError
from emulator import client, page

ROLE = "arn:aws:iam::123456789012:role/cluster"
POD_ROLE = "arn:aws:iam::123456789012:role/pods"
AUTO_MODE = {
    "computeConfig": {"enabled": True, "nodePools": ["system"], "nodeRoleArn": ROLE},
    "kubernetesNetworkConfig": {"elasticLoadBalancing": {"enabled": True}},
    "storageConfig": {"blockStorage": {"enabled": True}},
}


class EksTest(unittest.TestCase):
    """A test with clusters: all of them are gone afterwards, and nothing is left."""

    def setUp(self):
        self.eks = client("eks")
        self.addCleanup(lambda: self.assertEqual(page("inventory"), []))

    def make(self, name: str = "c", **settings) -> dict:
        made = self.eks.create_cluster(
            name=name, roleArn=ROLE, **{"resourcesVpcConfig": {"subnetIds": []}, "accessConfig": {"authenticationMode": "API"}} | settings
        )
        self.addCleanup(lambda: self.eks.delete_cluster(name=name))
        return made["cluster"]

    def cluster(self) -> dict:
        return self.eks.describe_cluster(name="c")["cluster"]

    def refused(self, sentence: str):
        return self.assertRaisesRegex(ClientError, sentence)


class Versions(EksTest):
    def test_one_minor_up_and_nothing_else(self):
        self.make(version="1.33")
        update = self.eks.update_cluster_version(name="c", version="1.34")["update"]
        self.assertEqual(self.eks.describe_update(name="c", updateId=update["id"])["update"]["status"], "Successful")
        self.assertEqual(self.cluster()["version"], "1.34")
        for version in ("1.33", "1.34", "1.36"):
            with self.refused(f"InvalidParameterException.*Unsupported Kubernetes minor version update from 1.34 to {version}"):
                self.eks.update_cluster_version(name="c", version=version)
        self.assertEqual(self.cluster()["version"], "1.34")


class Settings(EksTest):
    def test_log_types_that_are_not_named_stay(self):
        self.make(logging={"clusterLogging": [{"types": ["audit"], "enabled": True}]})
        self.eks.update_cluster_config(name="c", logging={"clusterLogging": [{"types": ["api"], "enabled": True}]})
        self.assertEqual(self.cluster()["logging"]["clusterLogging"][0], {"types": ["api", "audit"], "enabled": True})
        self.eks.update_cluster_config(name="c", logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": False}]})
        self.assertEqual([part["enabled"] for part in self.cluster()["logging"]["clusterLogging"]], [False])

    def test_one_kind_of_update_a_call(self):
        self.make()
        with self.refused("Only one type of update can be allowed"):
            self.eks.update_cluster_config(name="c", zonalShiftConfig={"enabled": True}, upgradePolicy={"supportType": "STANDARD"})
        with self.refused("The type for cluster update was not provided"):
            self.eks.update_cluster_config(name="c")
        self.eks.update_cluster_config(name="c", zonalShiftConfig={"enabled": True})
        self.assertEqual(self.cluster()["zonalShiftConfig"], {"enabled": True})

    def test_access_entries_are_not_taken_back(self):
        self.make(accessConfig={"authenticationMode": "API_AND_CONFIG_MAP"})
        self.eks.update_cluster_config(name="c", accessConfig={"authenticationMode": "API"})
        with self.refused("Unsupported authentication mode update from API to CONFIG_MAP"):
            self.eks.update_cluster_config(name="c", accessConfig={"authenticationMode": "CONFIG_MAP"})

    def test_endpoints_open_and_close(self):
        self.make()
        closed = {"endpointPublicAccess": False, "endpointPrivateAccess": True}
        self.eks.update_cluster_config(name="c", resourcesVpcConfig=closed)
        self.assertNotIn("publicAccessCidrs", self.cluster()["resourcesVpcConfig"])
        self.eks.update_cluster_config(name="c", resourcesVpcConfig={"endpointPublicAccess": True})
        self.assertEqual(self.cluster()["resourcesVpcConfig"]["publicAccessCidrs"], ["0.0.0.0/0"])

    def test_ipv6_has_a_block_of_services(self):
        network = self.make(kubernetesNetworkConfig={"ipFamily": "ipv6"})["kubernetesNetworkConfig"]
        self.assertRegex(network["serviceIpv6Cidr"], r"^fd[0-9a-f]{2}:[0-9a-f]{4}:[0-9a-f]{4}::/108$")
        self.assertNotIn("serviceIpv4Cidr", network)
        self.assertEqual(self.cluster()["kubernetesNetworkConfig"], network)


class AutoMode(EksTest):
    def test_the_three_switches_go_together(self):
        for missing in AUTO_MODE:
            settings = {name: value for name, value in AUTO_MODE.items() if name != missing}
            with self.subTest(missing=missing), self.refused("either fully enabled or fully disabled"):
                self.eks.create_cluster(name="half", roleArn=ROLE, resourcesVpcConfig={"subnetIds": []}, **settings)

    def test_is_switched_on_and_off_in_place(self):
        self.make()
        self.eks.update_cluster_config(name="c", **AUTO_MODE)
        self.assertEqual(self.cluster()["computeConfig"], AUTO_MODE["computeConfig"])
        entry = self.eks.describe_access_entry(clusterName="c", principalArn=ROLE)["accessEntry"]
        self.assertEqual(entry["type"], "EC2")
        off = {
            "computeConfig": {"enabled": False},
            "kubernetesNetworkConfig": {"elasticLoadBalancing": {"enabled": False}},
            "storageConfig": {"blockStorage": {"enabled": False}},
        }
        self.eks.update_cluster_config(name="c", **off)
        self.assertEqual((self.cluster()["computeConfig"]["enabled"], self.cluster()["computeConfig"]["nodePools"]), (False, []))

    def test_pools_and_role_go_together(self):
        self.make()
        for compute in ({"enabled": True, "nodePools": ["system"]}, {"enabled": True, "nodeRoleArn": ROLE}):
            with self.subTest(compute=compute), self.refused("nodeRoleArn is null or empty"):
                self.eks.update_cluster_config(name="c", **AUTO_MODE | {"computeConfig": compute})


class Network(EksTest):
    def setUp(self):
        super().setUp()
        self.ec2 = client("ec2")
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.addCleanup(lambda: self.ec2.delete_vpc(VpcId=self.vpc))
        self.subnets = [self.subnet(zone, number) for number, zone in enumerate("abbc")]

    def subnet(self, zone: str, number: int) -> str:
        made = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"eu-central-1{zone}")["Subnet"]["SubnetId"]
        self.addCleanup(lambda: self.ec2.delete_subnet(SubnetId=made))
        return made

    def test_its_security_group_is_one_of_the_vpc(self):
        config = self.make(resourcesVpcConfig={"subnetIds": self.subnets[:2]})["resourcesVpcConfig"]
        group = self.ec2.describe_security_groups(GroupIds=[config["clusterSecurityGroupId"]])["SecurityGroups"][0]
        self.assertEqual((config["vpcId"], group["VpcId"]), (self.vpc, self.vpc))
        self.assertIn({"Key": "kubernetes.io/cluster/c", "Value": "owned"}, group["Tags"])
        https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.9.0.0/16"}]}
        self.ec2.authorize_security_group_ingress(GroupId=config["clusterSecurityGroupId"], IpPermissions=[https])

    def test_subnets_change_within_the_same_zones(self):
        self.make(resourcesVpcConfig={"subnetIds": self.subnets[:2]})
        a, _, other_b, c = self.subnets
        with self.refused("same set of availability zones"):
            self.eks.update_cluster_config(name="c", resourcesVpcConfig={"subnetIds": [a, c]})
        self.eks.update_cluster_config(name="c", resourcesVpcConfig={"subnetIds": [a, other_b]})
        self.assertEqual(self.cluster()["resourcesVpcConfig"]["subnetIds"], [a, other_b])


class Deletion(EksTest):
    def test_what_hangs_on_a_cluster_goes_with_it(self):
        self.make()
        self.eks.create_addon(clusterName="c", addonName="vpc-cni", podIdentityAssociations=[{"serviceAccount": "s", "roleArn": POD_ROLE}])
        self.eks.create_access_entry(clusterName="c", principalArn=ROLE)
        self.eks.create_pod_identity_association(clusterName="c", namespace="n", serviceAccount="s", roleArn=POD_ROLE)

    def test_protection_and_fargate_profiles_hold_it_back(self):
        self.make(deletionProtection=True)
        with self.refused("InvalidRequestException.*deletion protection"):
            self.eks.delete_cluster(name="c")
        self.eks.update_cluster_config(name="c", deletionProtection=False)
        self.eks.create_fargate_profile(clusterName="c", fargateProfileName="f", podExecutionRoleArn=POD_ROLE, selectors=[{"namespace": "n"}])
        with self.refused("ResourceInUseException.*fargate profiles"):
            self.eks.delete_cluster(name="c")
        self.eks.delete_fargate_profile(clusterName="c", fargateProfileName="f")


if __name__ == "__main__":
    unittest.main()
