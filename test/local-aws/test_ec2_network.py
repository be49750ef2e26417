"""Subnets with IPv6, and interfaces that go with their NAT gateway."""

import unittest

from emulator import client, page


class Network(unittest.TestCase):
    def setUp(self):
        self.ec2 = client("ec2")
        self.addCleanup(lambda: self.assertEqual(page("inventory"), []))
        made = self.ec2.create_vpc(CidrBlock="10.0.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
        self.vpc = made["VpcId"]
        self.addCleanup(lambda: self.ec2.delete_vpc(VpcId=self.vpc))
        block = self.ec2.describe_vpcs(VpcIds=[self.vpc])["Vpcs"][0]["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"]
        self.block = block.replace("::/56", "::/64")
        self.subnet = self.ec2.create_subnet(VpcId=self.vpc, CidrBlock="10.0.0.0/20", Ipv6CidrBlock=self.block)["Subnet"]["SubnetId"]
        self.addCleanup(lambda: self.ec2.delete_subnet(SubnetId=self.subnet))

    def described(self) -> dict:
        return self.ec2.describe_subnets(SubnetIds=[self.subnet])["Subnets"][0]

    def test_the_block_is_associated_and_can_be_searched_for(self):
        association = self.described()["Ipv6CidrBlockAssociationSet"][0]
        self.assertEqual((association["Ipv6CidrBlock"], association["Ipv6CidrBlockState"]), (self.block, {"State": "associated"}))
        for name, value in (("association-id", association["AssociationId"]), ("ipv6-cidr-block", self.block)):
            filters = [{"Name": f"ipv6-cidr-block-association.{name}", "Values": [value]}]
            self.assertEqual([s["SubnetId"] for s in self.ec2.describe_subnets(Filters=filters)["Subnets"]], [self.subnet])

    def test_names_and_dns64_can_be_changed(self):
        self.ec2.modify_subnet_attribute(SubnetId=self.subnet, AssignIpv6AddressOnCreation={"Value": True})
        self.ec2.modify_subnet_attribute(SubnetId=self.subnet, EnableDns64={"Value": True})
        self.ec2.modify_subnet_attribute(SubnetId=self.subnet, PrivateDnsHostnameTypeOnLaunch="resource-name")
        self.ec2.modify_subnet_attribute(SubnetId=self.subnet, EnableResourceNameDnsAAAARecordOnLaunch={"Value": True})
        subnet = self.described()
        self.assertEqual((subnet["AssignIpv6AddressOnCreation"], subnet["EnableDns64"]), (True, True))
        wanted = {"HostnameType": "resource-name", "EnableResourceNameDnsARecord": False, "EnableResourceNameDnsAAAARecord": True}
        self.assertEqual(subnet["PrivateDnsNameOptionsOnLaunch"], wanted)

    def test_the_interface_of_a_nat_gateway_goes_with_it(self):
        gateway = self.ec2.create_nat_gateway(SubnetId=self.subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]
        self.assertEqual([line["type"] for line in page("inventory") if "gateway" in line["type"] or "interface" in line["type"]], ["nat-gateway", "network-interface"])
        self.ec2.delete_nat_gateway(NatGatewayId=gateway)

    def test_the_inventory_counts_egress_only_gateways(self):
        gateway = self.ec2.create_egress_only_internet_gateway(VpcId=self.vpc)["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
        self.assertIn(("egress-only-internet-gateway", [gateway]), [(line["type"], line["ids"]) for line in page("inventory")])
        self.ec2.delete_egress_only_internet_gateway(EgressOnlyInternetGatewayId=gateway)


if __name__ == "__main__":
    unittest.main()
