package explain

import (
	"io"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
)

// A quota is a number that AWS limits, by default, and how many of them a platform uses.
type quota struct {
	what  string
	limit int
	page  string
	used  func([]*unstructured.Unstructured) int
}

const (
	vpcPage          = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
	endpointPage     = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html"
	loadBalancerPage = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"
)

var quotas = []quota{
	{"VPCs in a region", 5, vpcPage, ofKind("VPC")},
	{"elastic IPs in a region", 5, vpcPage, ofKind("EIP")},
	{"NAT gateways in a zone", 5, vpcPage, mostOf(natZone)},
	{"subnets in a VPC", 200, vpcPage, ofKind("Subnet")},
	{"security groups in a region", 2500, vpcPage, ofKind("SecurityGroup")},
	{"rules of a security group, of one direction and address family", v1alpha1.MaxGroupRules, vpcPage, mostOf(groupRules)},
	{"interface endpoints in a VPC", 50, endpointPage, mostOf(endpointType("Interface"))},
	{"gateway endpoints in a region", 20, endpointPage, mostOf(endpointType("Gateway"))},
	{"rules of a load balancer", 100, loadBalancerPage, ofKind("LBListenerRule")},
	{"target groups of a load balancer", 100, loadBalancerPage, ofKind("LBTargetGroup")},
}

// WriteQuotas writes the quotas that a platform uses, with their defaults. An account may
// have others, and other users of them.
func WriteQuotas(w io.Writer, resources []*unstructured.Unstructured) error {
	t := newTable(w, "QUOTA", "USED", "DEFAULT", "PAGE")
	for _, q := range quotas {
		if n := q.used(resources); n > 0 {
			t.row(q.what, strconv.Itoa(n), strconv.Itoa(q.limit), q.page)
		}
	}
	return t.Flush()
}

// ofKind counts the resources of a kind that xplatform creates.
func ofKind(kind string) func([]*unstructured.Unstructured) int {
	return mostOf(func(o *unstructured.Unstructured) []string {
		if o.GetKind() != kind || strings.HasSuffix(o.GroupVersionKind().Group, "protection.crossplane.io") || adopted(o) {
			return nil
		}
		return []string{kind}
	})
}

// adopted reports whether a resource existed before the platform.
func adopted(o *unstructured.Unstructured) bool {
	policies, _, _ := unstructured.NestedStringSlice(o.Object, "spec", "managementPolicies")
	return len(policies) == 1 && policies[0] == "Observe"
}

// mostOf counts resources by what they count for, and returns the highest count.
func mostOf(countsFor func(*unstructured.Unstructured) []string) func([]*unstructured.Unstructured) int {
	return func(resources []*unstructured.Unstructured) int {
		counts, most := map[string]int{}, 0
		for _, o := range resources {
			for _, k := range countsFor(o) {
				counts[k]++
				most = max(most, counts[k])
			}
		}
		return most
	}
}

func natZone(o *unstructured.Unstructured) []string {
	if o.GetKind() != "NATGateway" {
		return nil
	}
	return []string{text(o, "subnetIdRef", "name")}
}

func endpointType(kind string) func(*unstructured.Unstructured) []string {
	return func(o *unstructured.Unstructured) []string {
		if o.GetKind() != "VPCEndpoint" || text(o, "vpcEndpointType") != kind {
			return nil
		}
		return []string{kind}
	}
}

// groupRules returns the group, direction and address families of a rule. One that names
// another group counts for both families.
func groupRules(o *unstructured.Unstructured) []string {
	if o.GetKind() != "SecurityGroupRule" {
		return nil
	}
	group := text(o, "securityGroupIdRef", "name") + " " + text(o, "type")
	var out []string
	for _, family := range []string{"cidrBlocks", "ipv6CidrBlocks"} {
		if blocks, _, _ := unstructured.NestedSlice(o.Object, "spec", "forProvider", family); len(blocks) > 0 {
			out = append(out, group+" "+family)
		}
	}
	if len(out) == 0 {
		return []string{group + " cidrBlocks", group + " ipv6CidrBlocks"}
	}
	return out
}

// text returns a field of AWS.
func text(o *unstructured.Unstructured, path ...string) string {
	s, _, _ := unstructured.NestedString(o.Object, append([]string{"spec", "forProvider"}, path...)...)
	return s
}
