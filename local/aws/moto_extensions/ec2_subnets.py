"""moto's subnets: the state of an IPv6 range is nested once too deep, cannot be searched for, and some attributes cannot be changed."""

from moto.core.responses import ActionResult
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses.subnets import Subnets

# Attributes that moto lacks: the member of ModifySubnetAttribute, and how the subnet carries it.
_NAME_OPTIONS = {
    "EnableResourceNameDnsARecordOnLaunch": "EnableResourceNameDnsARecord",
    "EnableResourceNameDnsAAAARecordOnLaunch": "EnableResourceNameDnsAAAARecord",
}


def apply() -> None:
    modify, value_of = Subnets.modify_subnet_attribute, Subnet.get_filter_value

    def modify_subnet_attribute(self) -> ActionResult:
        answer, subnet = modify(self), self.ec2_backend.get_subnet(self._get_param("SubnetId"))
        for asked, kept in _NAME_OPTIONS.items():
            if (value := self._get_param(f"{asked}.Value")) is not None:
                subnet.private_dns_name_options_on_launch[kept] = _is_true(value)
        if kind := self._get_param("PrivateDnsHostnameTypeOnLaunch"):
            subnet.private_dns_name_options_on_launch["HostnameType"] = kind
        if (value := self._get_param("EnableDns64.Value")) is not None:
            subnet.enable_dns64 = _is_true(value)
        return answer

    def get_filter_value(self, filter_name: str, method_name: str | None = None):
        if filter_name == "ipv6-cidr-block-association.association-id":
            return [a["associationId"] for a in self.ipv6_cidr_block_association_set]
        if filter_name == "ipv6-cidr-block-association.ipv6-cidr-block":
            return [a["ipv6CidrBlock"] for a in self.ipv6_cidr_block_association_set]
        return value_of(self, filter_name, method_name)

    Subnets.modify_subnet_attribute, Subnet.get_filter_value = modify_subnet_attribute, get_filter_value
    Subnet.enable_dns64 = False
    Subnet.ipv6_cidr_block_association_set = property(_associations)


def _associations(subnet: Subnet) -> list[dict]:
    return [
        {"ipv6CidrBlock": a["ipv6CidrBlock"], "associationId": a["associationId"], "ipv6CidrBlockState": a["ipv6CidrBlockState"]}
        for a in subnet.ipv6_cidr_block_associations.values()
        if a["ipv6CidrBlockState"]["State"] == "associated"
    ]


def _is_true(value) -> bool:
    return str(value).lower() == "true"
