package simulatedaws

// everyKind holds one resource at least of each kind in the table, all of them
// in one small platform.
const everyKind = vpcYAML + `
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: DefaultSecurityGroup
metadata: {name: demo-default}
spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: demo-subnet-public-a}
spec: {forProvider: {region: eu-central-1, availabilityZone: eu-central-1a, cidrBlock: 10.0.1.0/24, ipv6CidrBlock: "2001:db8:1:1::/64", vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: adopted-b, annotations: {crossplane.io/external-name: subnet-1}}
spec: {managementPolicies: [Observe], forProvider: {region: eu-central-1}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPC
metadata: {name: adopted, annotations: {crossplane.io/external-name: vpc-1}}
spec: {managementPolicies: [Observe], forProvider: {region: eu-central-1}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: InternetGateway
metadata: {name: demo-igw}
spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: EgressOnlyInternetGateway
metadata: {name: demo-eigw}
spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: EIP
metadata: {name: demo-eip-a}
spec: {forProvider: {region: eu-central-1, domain: vpc, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: NATGateway
metadata: {name: demo-nat-a}
spec: {forProvider: {region: eu-central-1, allocationIdRef: {name: demo-eip-a}, subnetIdRef: {name: demo-subnet-public-a}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: RouteTable
metadata: {name: demo-rt}
spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta2
kind: Route
metadata: {name: demo-route}
spec: {forProvider: {region: eu-central-1, destinationCidrBlock: 0.0.0.0/0, routeTableIdRef: {name: demo-rt}, natGatewayIdRef: {name: demo-nat-a}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: RouteTableAssociation
metadata: {name: demo-rta}
spec: {forProvider: {region: eu-central-1, routeTableIdRef: {name: demo-rt}, subnetIdRef: {name: demo-subnet-public-a}}}
---
apiVersion: ec2.aws.upbound.io/v1beta2
kind: VPCEndpoint
metadata: {name: demo-s3}
spec: {forProvider: {region: eu-central-1, serviceName: com.amazonaws.eu-central-1.s3, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta2
kind: VPCEndpoint
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, vpcEndpointType: Interface, serviceName: com.amazonaws.eu-central-1.logs, vpcIdRef: {name: demo-vpc}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPCEndpointRouteTableAssociation
metadata: {name: demo-s3-rt}
spec: {forProvider: {region: eu-central-1, vpcEndpointIdRef: {name: demo-s3}, routeTableIdRef: {name: demo-rt}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPCEndpointSubnetAssociation
metadata: {name: demo-logs-subnet}
spec: {forProvider: {region: eu-central-1, vpcEndpointIdRef: {name: demo-logs}, subnetIdRef: {name: demo-subnet-public-a}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPCEndpointSecurityGroupAssociation
metadata: {name: demo-logs-sg}
spec: {forProvider: {region: eu-central-1, vpcEndpointIdRef: {name: demo-logs}, securityGroupIdRef: {name: demo-sg}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: SecurityGroup
metadata: {name: demo-sg}
spec: {forProvider: {region: eu-central-1, description: demo, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: SecurityGroupRule
metadata: {name: demo-sg-443}
spec: {forProvider: {region: eu-central-1, type: ingress, protocol: tcp, fromPort: 443, toPort: 443, cidrBlocks: [10.0.0.0/16], securityGroupIdRef: {name: demo-sg}}}
---
apiVersion: ec2.aws.upbound.io/v1beta2
kind: FlowLog
metadata: {name: demo-flow-log}
spec: {forProvider: {region: eu-central-1, trafficType: ALL, vpcIdRef: {name: demo-vpc}, iamRoleArnRef: {name: demo-role}, logDestinationRef: {name: demo-group}, tags: {Name: demo}}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: Role
metadata: {name: demo-role, annotations: {crossplane.io/external-name: demo-role-1a2b3}}
spec: {forProvider: {assumeRolePolicy: "{}", tags: {Name: demo}}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: RolePolicy
metadata: {name: demo-role-policy}
spec: {forProvider: {policy: "{}", roleRef: {name: demo-role}}}
---
apiVersion: cloudwatchlogs.aws.upbound.io/v1beta1
kind: Group
metadata: {name: demo-group}
spec: {forProvider: {region: eu-central-1, retentionInDays: 90, kmsKeyIdRef: {name: demo-key}, tags: {Name: demo}}}
---
apiVersion: kms.aws.upbound.io/v1beta1
kind: Key
metadata: {name: demo-key}
spec: {forProvider: {region: eu-central-1, enableKeyRotation: true, tags: {Name: demo}}}
---
apiVersion: kms.aws.upbound.io/v1beta1
kind: Alias
metadata: {name: demo-alias}
spec: {forProvider: {region: eu-central-1, targetKeyIdRef: {name: demo-key}}}
---
` + edgeKinds + "\n---\n" + dataKinds + "\n---\n" + computeKinds
