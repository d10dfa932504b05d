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
// with that value. Kinds of several services that have a name in common share an
// entry.
var fixedFields = map[string][]string{
	"VPC":                              {"region", "cidrBlock"},
	"DefaultSecurityGroup":             {"region", "vpcId"},
	"InternetGateway":                  {"region"},
	"EgressOnlyInternetGateway":        {"region", "vpcId"},
	"Subnet":                           {"region", "vpcId", "availabilityZone", "cidrBlock"},
	"EIP":                              {"region", "domain"},
	"NATGateway":                       {"region", "subnetId", "allocationId", "connectivityType"},
	"RouteTable":                       {"region", "vpcId"},
	"Route":                            {"region", "routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock"},
	"RouteTableAssociation":            {"region", "subnetId"},
	"VPCEndpoint":                      {"region", "vpcId", "serviceName", "vpcEndpointType"},
	"VPCEndpointRouteTableAssociation": {"region", "vpcEndpointId", "routeTableId"},
	"VPCEndpointSubnetAssociation":     {"region", "vpcEndpointId", "subnetId"},
	"VPCEndpointSecurityGroupAssociation": {
		"region", "vpcEndpointId", "securityGroupId", "replaceDefaultAssociation",
	},
	"SecurityGroup":     {"region", "vpcId", "name", "description"},
	"SecurityGroupRule": {"region", "securityGroupId", "type", "protocol", "fromPort", "toPort", "sourceSecurityGroupId"},
	"FlowLog":           {"region", "vpcId", "iamRoleArn", "logDestination", "logDestinationType", "trafficType", "maxAggregationInterval"},
	"LB":                {"region", "name", "internal", "loadBalancerType"},
	"LBListener":        {"region", "loadBalancerArn"},
	"LBListenerRule":    {"region", "listenerArn"},
	"LBTargetGroup":     {"region", "vpcId", "name", "port", "protocol", "protocolVersion", "targetType"},
	"LBListenerCertificate": {
		"region", "listenerArn", "certificateArn",
	},
	"Certificate":             {"region", "domainName", "keyAlgorithm", "validationMethod"},
	"CertificateValidation":   {"region", "certificateArn"},
	"Record":                  {"zoneId", "name"},
	"WebACLAssociation":       {"region", "resourceArn", "webAclArn"},
	"Bucket":                  {"region"},
	"BucketPolicy":            {"region", "bucket"},
	"Role":                    {"path"},
	"BucketPublicAccessBlock": {"region", "bucket"},
	"BucketServerSideEncryptionConfiguration": {"region", "bucket"},
	"BucketLifecycleConfiguration":            {"region", "bucket"},
	"BucketOwnershipControls":                 {"region", "bucket"},
	"RolePolicy":                              {"role"},
	"Group":                                   {"region"},
	"Key":                                     {"region", "keyUsage", "customerMasterKeySpec", "multiRegion"},
	"Alias":                                   {"region"},

	"Instance": {
		"region", "identifier", "engine", "username", "dbName", "storageEncrypted", "kmsKeyId", "availabilityZone",
		"replicateSourceDb", "snapshotIdentifier", "characterSetName", "timezone",
	},
	"SubnetGroup":    {"region"},
	"ParameterGroup": {"region", "name", "family", "description"},
	"ReplicationGroup": {
		"region", "atRestEncryptionEnabled", "kmsKeyId", "subnetGroupName", "port", "networkType", "dataTieringEnabled",
		"snapshotName", "transitEncryptionEnabled=true", "engine=valkey",
	},
	"User":      {"region", "userName"},
	"UserGroup": {"region"},
	"Domain": {
		"region", "domainName", "encryptAtRest.enabled=true", "encryptAtRest.kmsKeyId", "nodeToNodeEncryption.enabled=true",
		"advancedSecurityOptions.enabled=true", "ipAddressType=dualstack",
	},
	"DomainPolicy":         {"region"},
	"Secret":               {"region", "name"},
	"SecretVersion":        {"region", "secretId"},
	"SecretRotation":       {"region", "secretId"},
	"ResourcePolicy":       {"region"},
	"ServiceLinkedRole":    {"awsServiceName", "customSuffix"},
	"RolePolicyAttachment": {"role", "policyArn"},

	"Cluster":                  {"region"},
	"ClusterCapacityProviders": {"region", "clusterName"},
	"Service":                  {"region", "cluster", "launchType", "schedulingStrategy", "iamRole"},
	"TaskDefinition": {
		"region", "family", "containerDefinitions", "cpu", "memory", "ephemeralStorage.sizeInGib", "executionRoleArn", "taskRoleArn",
		"networkMode", "runtimePlatform.cpuArchitecture", "runtimePlatform.operatingSystemFamily", "enableFaultInjection", "ipcMode", "pidMode",
	},
	"Target":        {"region", "serviceNamespace", "resourceId", "scalableDimension"},
	"Policy":        {"region", "serviceNamespace", "resourceId", "scalableDimension"},
	"HTTPNamespace": {"region", "name", "description"},
}

// Knows reports whether the fixed fields of a kind are known.
func Knows(kind string) bool { return len(fixedFields[kind]) > 0 }

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
	for _, fixed := range fixedFields[kind] {
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
	return []error{fmt.Errorf("%s: it is managed through the provider configuration %s and cannot move to %s: in another AWS account it would be made anew, and forgotten where it is; set spec.providerConfigName back, or the resource's own spec.providerConfigRef where that was edited", k, was, will)}
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
