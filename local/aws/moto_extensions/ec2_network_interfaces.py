"""moto keeps the network interface of a NAT gateway that is gone."""

from moto.ec2.models import EC2Backend


def apply() -> None:
    delete = EC2Backend.delete_nat_gateway

    def delete_nat_gateway(self, nat_gateway_id: str):
        gateway = delete(self, nat_gateway_id)
        self.enis.pop(gateway._eni.id, None)
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway
