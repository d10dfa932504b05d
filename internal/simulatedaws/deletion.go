package simulatedaws

import (
	"fmt"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A holder is a kind whose resources keep others from being deleted, and what
// AWS says then.
type holder struct {
	kinds  []string
	answer string
}

// heldBy says what AWS refuses to delete while something uses it, by kind. A
// user names what it uses anywhere in its parameters.
var heldBy = map[string]holder{
	"ec2/VPC": {
		kinds:  []string{"ec2/Subnet", "ec2/RouteTable", "ec2/InternetGateway", "ec2/EgressOnlyInternetGateway", "ec2/SecurityGroup", "ec2/VPCEndpoint"},
		answer: "DependencyViolation: The vpc '%s' has dependencies and cannot be deleted.",
	},
	// Whatever has a network interface in a subnet.
	"ec2/Subnet": {
		kinds:  []string{"ec2/NATGateway", "elbv2/LB", "ec2/VPCEndpointSubnetAssociation", "opensearch/Domain", "ecs/Service"},
		answer: "DependencyViolation: The subnet '%s' has dependencies and cannot be deleted.",
	},
	"ec2/SecurityGroup": {
		kinds:  []string{"elbv2/LB", "rds/Instance", "elasticache/ReplicationGroup", "opensearch/Domain", "ecs/Service", "ec2/VPCEndpointSecurityGroupAssociation", "ec2/SecurityGroupRule"},
		answer: "DependencyViolation: resource %s has a dependent object",
	},
	"ec2/EIP":        {kinds: []string{"ec2/NATGateway"}, answer: "InvalidIPAddress.InUse: Address %s is in use."},
	"ec2/RouteTable": {kinds: []string{"ec2/RouteTableAssociation"}, answer: "DependencyViolation: The routeTable '%s' has dependencies and cannot be deleted."},
	"elbv2/LBTargetGroup": {
		kinds:  []string{"elbv2/LBListener", "elbv2/LBListenerRule"},
		answer: "ResourceInUse: Target group '%s' is currently in use by a listener or a rule",
	},
	"acm/Certificate": {
		kinds:  []string{"elbv2/LBListener", "elbv2/LBListenerCertificate"},
		answer: "ResourceInUseException: Certificate %s in account " + account + " is in use.",
	},
	"iam/Role":                   {kinds: []string{"iam/RolePolicy", "iam/RolePolicyAttachment"}, answer: "DeleteConflict: Cannot delete entity %s, must delete policies first."},
	"rds/SubnetGroup":            {kinds: []string{"rds/Instance"}, answer: "InvalidDBSubnetGroupStateFault: Cannot delete the subnet group '%s' because at least one database instance is still using it."},
	"rds/ParameterGroup":         {kinds: []string{"rds/Instance"}, answer: "InvalidDBParameterGroupState: One or more database instances are still members of this parameter group %s, so the group cannot be deleted"},
	"elasticache/SubnetGroup":    {kinds: []string{"elasticache/ReplicationGroup"}, answer: "CacheSubnetGroupInUse: Cache subnet group %s is currently in use by a cache cluster."},
	"elasticache/ParameterGroup": {kinds: []string{"elasticache/ReplicationGroup"}, answer: "InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group %s."},
	"elasticache/UserGroup":      {kinds: []string{"elasticache/ReplicationGroup"}, answer: "InvalidUserGroupState: User group %s is in use."},
	"elasticache/User":           {kinds: []string{"elasticache/UserGroup"}, answer: "InvalidUserState: User %s is a member of a user group."},
	"ecs/Cluster":                {kinds: []string{"ecs/Service"}, answer: "ClusterContainsServicesException: The Cluster %s cannot be deleted while Services are active."},
}

// Delete deletes what an object stands for. It returns the provider's words
// for AWS's refusal, or "" when it is gone.
func (a *Account) Delete(o *unstructured.Unstructured) string {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	key := identified(o).key()
	r, ok := a.resources[key]
	if !ok {
		return ""
	}
	if message := a.refusal(r); message != "" {
		return message
	}
	delete(a.resources, key)
	// The lifecycle of a bucket goes with it.
	maps.DeleteFunc(a.resources, func(_ string, other Resource) bool {
		return r.Kind == "s3/Bucket" && other.Kind == "s3/BucketLifecycleConfiguration" && other.Parameters["bucket"] == r.Name
	})
	if r.Kind == "kms/Key" {
		for _, name := range r.Names {
			a.lostKeys[name] = true
		}
	}
	return ""
}

func (a *Account) refusal(of Resource) string {
	if of.Kind == "ec2/InternetGateway" {
		return a.mapped(of)
	}
	if message := a.unreadable(of); message != "" {
		return message
	}
	h := heldBy[of.Kind]
	for _, user := range a.resources {
		if slices.Contains(h.kinds, user.Kind) && !of.owns(user) && refersTo(user.Parameters, of.Names) {
			return fmt.Sprintf(h.answer, of.Name)
		}
	}
	return ""
}

// owns says whether a resource goes with another. The rules of a security group
// do, and hold only the groups that they name as their peer.
func (r Resource) owns(user Resource) bool {
	return r.Kind == "ec2/SecurityGroup" && user.Kind == "ec2/SecurityGroupRule" && user.Parameters["securityGroupId"] == r.Name
}

// unreadable is why a store cannot make the last snapshot that it was asked for:
// its key is to be deleted. Of keys, AWS refuses to delete none.
// https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
func (a *Account) unreadable(store Resource) string {
	key, _ := store.Parameters["kmsKeyId"].(string)
	if store.Parameters["finalSnapshotIdentifier"] == nil || !a.lostKeys[key] {
		return ""
	}
	return fmt.Sprintf("KMSKeyNotAccessibleFault: The specified KMS key [%s] does not exist, is not enabled or you do not have permissions to access it.", key)
}

// mapped is why an internet gateway cannot leave its VPC: something in it has a
// public address.
func (a *Account) mapped(gateway Resource) string {
	vpc, _ := gateway.Parameters["vpcId"].(string)
	for _, user := range a.resources {
		public := user.Kind == "ec2/NATGateway" || user.Kind == "elbv2/LB" && user.Parameters["internal"] != true
		if public && a.inVPC(user, vpc) {
			return fmt.Sprintf("DependencyViolation: Network %s has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.", vpc)
		}
	}
	return ""
}

// inVPC says whether a resource has a subnet of a VPC.
func (a *Account) inVPC(user Resource, vpc string) bool {
	for _, subnet := range a.resources {
		if subnet.Kind == "ec2/Subnet" && subnet.Parameters["vpcId"] == vpc && refersTo(user.Parameters, subnet.Names) {
			return true
		}
	}
	return false
}

// refersTo looks for names anywhere in a value.
func refersTo(v any, names []string) bool {
	switch v := v.(type) {
	case string:
		return slices.Contains(names, v)
	case []any:
		return slices.ContainsFunc(v, func(item any) bool { return refersTo(item, names) })
	case map[string]any:
		for _, item := range v {
			if refersTo(item, names) {
				return true
			}
		}
	}
	return false
}
