// Package guard refuses changes that AWS could only make by replacing a
// resource, before they are applied. The provider would refuse them as well,
// but only after the change was accepted, and then at every reconcile.
package guard

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// fixedFields are the fields of each kind that AWS cannot change on an existing
// resource ("Forces new resource" in Terraform's documentation, which the
// provider follows). A field that refers to another resource is named without
// its Ref, one of an object by its path, and one that only cannot change from
// one value is followed by that value. A kind is qualified by its service,
// because several services have a SubnetGroup.
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

// Replacements returns an error for every field whose desired value requires
// the replacement of a resource. Only desired fields count: values that AWS
// filled in are no conflict. Nor is a resource that AWS does not have yet, or a
// field that was edited by hand and differs from AWS: it is corrected by
// requesting the value in AWS.
func Replacements(k name.Key, observed, desired wire.Object) []error {
	var out []error
	is := observed.Get("status", "atProvider")
	if is.Get("id").Scalar() == "" {
		return nil
	}
	kind := desired.Get("kind").Text()
	was, will := observed.Get("spec", "forProvider"), desired.Get("spec", "forProvider")
	for _, fixed := range fixedPaths[qualified(desired.Get("apiVersion").Text(), kind)] {
		from, to := fixed.conflict(was, will)
		if from != to && read(is.Get(fixed.path...)) != to && (from == fixed.kept || !fixed.oneWay) {
			out = append(out, fmt.Errorf("%s: %s is %s and cannot become %s: AWS can only change it by replacing the %s, so it is left as it is; set it back", k, strings.Join(fixed.path, "."), from, to, kind))
		}
	}
	return append(out, account(k, observed, desired)...)
}

// A fixedField is a parsed entry of fixedFields.
type fixedField struct {
	path []string

	// parents is the path of the object that has the field, or the reference in its place.
	parents          []string
	field, reference string

	// kept is the value that the field cannot change from, if oneWay is true.
	kept   string
	oneWay bool
}

// fixedPaths is fixedFields, parsed once.
var fixedPaths = func() map[string][]fixedField {
	out := map[string][]fixedField{}
	for kind, fields := range fixedFields {
		for _, fixed := range fields {
			field, kept, oneWay := strings.Cut(fixed, "=")
			path := strings.Split(field, ".")
			last := len(path) - 1
			out[kind] = append(out[kind], fixedField{path, path[:last], path[last], path[last] + "Ref", kept, oneWay})
		}
	}
	return out
}()

// account refuses another provider configuration. It may use another AWS
// account, in which all resources would be created a second time, and the first
// ones would no longer be managed.
func account(k name.Key, observed, desired wire.Object) []error {
	was, will := read(observed.Get("spec", "providerConfigRef")), read(desired.Get("spec", "providerConfigRef"))
	if was == "" || was == will {
		return nil
	}
	return []error{fmt.Errorf("%s: it is managed through the provider configuration %s and cannot move to %s: in another AWS account it would be created a second time, and no longer managed where it is; restore spec.providerConfigName, or the resource's own spec.providerConfigRef where that was edited", k, was, will)}
}

// claimFields are the fields in which a claim may set a value of its own,
// instead of a reference to a resource of the platform. Any other reference is
// the same as long as a resource exists: if it differs, it was edited by hand,
// and is corrected by requesting the previous one.
var claimFields = []string{"allocationId", "kmsKeyId"}

// conflict returns the observed and the desired value of a field, or two empty
// strings if both agree or one of them is unset. A field contains a value, a
// reference, or both: the provider writes the resolved value beside a
// reference.
func (f fixedField) conflict(was, will wire.Value) (from, to string) {
	was, will = was.Get(f.parents...), will.Get(f.parents...)
	switch value, ref := will.Get(f.field), will.Get(f.reference); {
	case value != nil && ref == nil:
		from, to = read(was.Get(f.field)), read(value)
	case ref != nil && slices.Contains(claimFields, f.field) && was.Get(f.reference) == nil:
		from, to = read(was.Get(f.field)), read(ref)
	}
	if from == "" || to == "" || from == to {
		return "", ""
	}
	return from, to
}

// read returns a scalar, or the name in a reference, as a string.
func read(v wire.Value) string {
	if v.IsObject() {
		return v.Get("name").Text()
	}
	return v.Scalar()
}
