// Package guard refuses, before anything happens, what AWS could only do by
// replacing a resource. The provider would refuse it as well, but only after
// the change was accepted, and then for ever.
package guard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// fixedFields are the fields of each kind that AWS cannot change on what
// exists ("Forces new resource" in Terraform's documentation, which the
// provider follows). A field that refers to another resource is named without
// its Ref, one of an object by its path, and one that only cannot leave a value
// with that value. A kind is named with the service whose group it is in, as several
// services have a SubnetGroup.
var fixedFields = map[string][]string{
	"VPC.ec2":                              {"region", "cidrBlock"},
	"DefaultSecurityGroup.ec2":             {"region", "vpcId"},
	"InternetGateway.ec2":                  {"region"},
	"EgressOnlyInternetGateway.ec2":        {"region", "vpcId"},
	"Subnet.ec2":                           {"region", "vpcId", "availabilityZone", "cidrBlock"},
	"EIP.ec2":                              {"region", "domain"},
	"NATGateway.ec2":                       {"region", "subnetId", "allocationId", "connectivityType"},
	"RouteTable.ec2":                       {"region", "vpcId"},
	"Route.ec2":                            {"region", "routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock"},
	"RouteTableAssociation.ec2":            {"region", "subnetId"},
	"VPCEndpoint.ec2":                      {"region", "vpcId", "serviceName", "vpcEndpointType"},
	"VPCEndpointRouteTableAssociation.ec2": {"region", "vpcEndpointId", "routeTableId"},
	"VPCEndpointSubnetAssociation.ec2":     {"region", "vpcEndpointId", "subnetId"},
	"VPCEndpointSecurityGroupAssociation.ec2": {
		"region", "vpcEndpointId", "securityGroupId", "replaceDefaultAssociation",
	},
	"SecurityGroup.ec2":     {"region", "vpcId", "name", "description"},
	"SecurityGroupRule.ec2": {"region", "securityGroupId", "type", "protocol", "fromPort", "toPort", "sourceSecurityGroupId"},
	"FlowLog.ec2":           {"region", "vpcId", "iamRoleArn", "logDestination", "logDestinationType", "trafficType", "maxAggregationInterval"},
	"LB.elbv2":              {"region", "name", "internal", "loadBalancerType"},
	"LBListener.elbv2":      {"region", "loadBalancerArn"},
	"LBListenerRule.elbv2":  {"region", "listenerArn"},
	"LBTargetGroup.elbv2":   {"region", "vpcId", "name", "port", "protocol", "protocolVersion", "targetType"},
	"LBListenerCertificate.elbv2": {
		"region", "listenerArn", "certificateArn",
	},
	"Certificate.acm":                            {"region", "domainName", "keyAlgorithm", "validationMethod"},
	"CertificateValidation.acm":                  {"region", "certificateArn"},
	"Record.route53":                             {"zoneId", "name"},
	"WebACLAssociation.wafv2":                    {"region", "resourceArn", "webAclArn"},
	"Bucket.s3":                                  {"region"},
	"BucketPolicy.s3":                            {"region", "bucket"},
	"Role.iam":                                   {"path"},
	"BucketPublicAccessBlock.s3":                 {"region", "bucket"},
	"BucketServerSideEncryptionConfiguration.s3": {"region", "bucket"},
	"BucketLifecycleConfiguration.s3":            {"region", "bucket"},
	"BucketOwnershipControls.s3":                 {"region", "bucket"},
	"RolePolicy.iam":                             {"role"},
	"Group.cloudwatchlogs":                       {"region"},
	"Key.kms":                                    {"region", "keyUsage", "customerMasterKeySpec", "multiRegion"},
	"Alias.kms":                                  {"region"},

	"Instance.rds": {
		"region", "identifier", "engine", "username", "dbName", "storageEncrypted", "kmsKeyId", "availabilityZone",
		"replicateSourceDb", "snapshotIdentifier", "characterSetName", "timezone",
	},
	"SubnetGroup.elasticache":    {"region"},
	"SubnetGroup.rds":            {"region"},
	"ParameterGroup.elasticache": {"region", "name", "family", "description"},
	"ParameterGroup.rds":         {"region", "name", "family", "description"},
	"ReplicationGroup.elasticache": {
		"region", "atRestEncryptionEnabled", "kmsKeyId", "subnetGroupName", "port", "networkType", "dataTieringEnabled",
		"snapshotName", "transitEncryptionEnabled=true", "engine=valkey",
	},
	"User.elasticache":      {"region", "userName"},
	"UserGroup.elasticache": {"region"},
	"Domain.opensearch": {
		"region", "domainName", "encryptAtRest.enabled=true", "encryptAtRest.kmsKeyId", "nodeToNodeEncryption.enabled=true",
		"advancedSecurityOptions.enabled=true", "ipAddressType=dualstack",
	},
	"DomainPolicy.opensearch":       {"region"},
	"Secret.secretsmanager":         {"region", "name"},
	"SecretVersion.secretsmanager":  {"region", "secretId"},
	"SecretRotation.secretsmanager": {"region", "secretId"},
	"ResourcePolicy.cloudwatchlogs": {"region"},
	"ServiceLinkedRole.iam":         {"awsServiceName", "customSuffix"},
	"RolePolicyAttachment.iam":      {"role", "policyArn"},

	"Cluster.ecs":                  {"region"},
	"ClusterCapacityProviders.ecs": {"region", "clusterName"},
	"Service.ecs":                  {"region", "cluster", "launchType", "schedulingStrategy", "iamRole"},
	"TaskDefinition.ecs": {
		"region", "family", "containerDefinitions", "cpu", "memory", "ephemeralStorage.sizeInGib", "executionRoleArn", "taskRoleArn",
		"networkMode", "runtimePlatform.cpuArchitecture", "runtimePlatform.operatingSystemFamily", "enableFaultInjection", "ipcMode", "pidMode",
	},
	"Target.appautoscaling":          {"region", "serviceNamespace", "resourceId", "scalableDimension"},
	"Policy.appautoscaling":          {"region", "serviceNamespace", "resourceId", "scalableDimension"},
	"HTTPNamespace.servicediscovery": {"region", "name", "description"},
}

// Knows reports whether the fixed fields of a kind are known.
func Knows(apiVersion, kind string) bool { return len(fixedFields[qualified(apiVersion, kind)]) > 0 }

// qualified returns a kind with its service, the same in both families: Cluster of
// ecs.aws.upbound.io and of ecs.aws.m.upbound.io is Cluster.ecs.
func qualified(apiVersion, kind string) string {
	service, _, _ := strings.Cut(apiVersion, ".")
	return kind + "." + service
}

// Replacements names every field in which a resource would have to be
// replaced to become what is desired. Only fields that are desired count: what
// AWS filled in by itself is no conflict. Nor is a resource that AWS does not
// have yet, or a field that somebody edited away from what AWS has: asking for
// what is there heals it.
func Replacements(k name.Key, observed wire.Object, desired *structpb.Struct) []error {
	var out []error
	kind := desired.GetFields()["kind"].GetStringValue()
	is := observed.Get("status", "atProvider")
	if is.Get("id").Scalar() == "" {
		return nil
	}
	was, will := observed.Get("spec", "forProvider"), forProvider(desired)
	for _, fixed := range fixedFields[qualified(desired.GetFields()["apiVersion"].GetStringValue(), kind)] {
		field, kept, oneWay := strings.Cut(fixed, "=")
		from, to := conflict(was, will, field)
		if from != to && read(is.Get(strings.Split(field, ".")...)) != to && (from == kept || !oneWay) {
			out = append(out, fmt.Errorf("%s: %s is %s and cannot become %s: AWS can only change it by replacing the %s, so it is left as it is; set it back", k, field, from, to, kind))
		}
	}
	return append(out, account(k, observed, desired)...)
}

// account refuses another provider configuration. It may lead to another AWS
// account, in which everything would be made a second time and the first
// forgotten.
func account(k name.Key, observed wire.Object, desired *structpb.Struct) []error {
	was := read(observed.Get("spec", "providerConfigRef"))
	will := text(desired.GetFields()["spec"].GetStructValue().GetFields()["providerConfigRef"])
	if was == "" || was == will {
		return nil
	}
	return []error{fmt.Errorf("%s: it is managed through the provider configuration %s and cannot move to %s: in another AWS account it would be created a second time, and no longer managed where it is; restore spec.providerConfigName, or the resource's own spec.providerConfigRef where that was edited", k, was, will)}
}

// chosen are the fields that a claim may give a value of its own, in place of a
// reference to what the platform makes. Any other reference is the same for as
// long as a resource exists: where one differs, somebody edited it, and asking
// for what was there before heals it.
var chosen = []string{"allocationId", "kmsKeyId"}

// conflict returns what a field is and should be, or twice nothing where both
// agree or one of them says nothing. A field holds a value of its own, a
// reference, or both: the provider writes what a reference led to beside it.
func conflict(was wire.Value, will map[string]*structpb.Value, path string) (from, to string) {
	was, will, field := was.Get(parents(path)...), within(will, parents(path)), last(path)
	switch value, ref := will[field], will[field+"Ref"]; {
	case value != nil && ref == nil:
		from, to = read(was.Get(field)), text(value)
	case ref != nil && slices.Contains(chosen, field) && was.Get(field+"Ref") == nil:
		from, to = read(was.Get(field)), text(ref)
	}
	if from == "" || to == "" || from == to {
		return "", ""
	}
	return from, to
}

// parents are the fields that lead to the object with the last field of a path.
func parents(path string) []string {
	above := strings.Split(path, ".")
	return above[:len(above)-1]
}

func last(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// within is the object at a path.
func within(object map[string]*structpb.Value, path []string) map[string]*structpb.Value {
	for _, field := range path {
		object = object[field].GetStructValue().GetFields()
	}
	return object
}

func forProvider(r *structpb.Struct) map[string]*structpb.Value {
	return r.GetFields()["spec"].GetStructValue().GetFields()["forProvider"].GetStructValue().GetFields()
}

// read shows a scalar, or the name that a reference refers to.
func read(v wire.Value) string {
	if v.IsObject() {
		return v.Get("name").Text()
	}
	return v.Scalar()
}

// text shows the same of what is desired.
func text(v *structpb.Value) string {
	switch v := v.GetKind().(type) {
	case *structpb.Value_StringValue:
		return v.StringValue
	case *structpb.Value_NumberValue:
		return strconv.FormatFloat(v.NumberValue, 'f', -1, 64)
	case *structpb.Value_BoolValue:
		return strconv.FormatBool(v.BoolValue)
	case *structpb.Value_StructValue:
		return v.StructValue.GetFields()["name"].GetStringValue()
	}
	return ""
}
