package pipeline

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A control is one demand that auditors make of a network. It names the
// control in AWS Security Hub, CIS or checkov, and returns what breaks it.
type control struct {
	name   string
	broken func(p platform) []string
}

// A platform is everything that a claim stands for.
type platform []*unstructured.Unstructured

func (p platform) of(kind string) platform {
	return slices.DeleteFunc(slices.Clone(p), func(o *unstructured.Unstructured) bool { return o.GetKind() != kind })
}

// each returns the keys of the resources that do not satisfy a condition.
func (p platform) each(kind string, holds func(forProvider map[string]any) bool) []string {
	var out []string
	for _, o := range p.of(kind) {
		if !holds(forProvider(o)) {
			out = append(out, key(o))
		}
	}
	return out
}

func forProvider(o *unstructured.Unstructured) map[string]any {
	m, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider")
	return m
}

// referred is the resource that a reference leads to.
func (p platform) referred(from map[string]any, field string) *unstructured.Unstructured {
	name, _, _ := unstructured.NestedString(from, field+"Ref", "name")
	for _, o := range p {
		if name != "" && o.GetName() == name {
			return o
		}
	}
	return nil
}

var taggedKinds = []string{
	"VPC", "DefaultSecurityGroup", "Subnet", "InternetGateway", "EgressOnlyInternetGateway", "EIP", "NATGateway",
	"RouteTable", "SecurityGroup", "FlowLog", "VPCEndpoint", "Role", "Group", "Key",
}

var controls = []control{
	{"EC2.2 default security group has no rules", func(p platform) []string {
		if len(p.of("DefaultSecurityGroup")) != 1 {
			return []string{"no default security group"}
		}
		return p.each("DefaultSecurityGroup", func(f map[string]any) bool { return f["ingress"] == nil && f["egress"] == nil })
	}},
	{"EC2.6 VPC flow logging", func(p platform) []string {
		if len(p.of("FlowLog")) != 1 {
			return []string{"no flow log"}
		}
		return p.each("FlowLog", func(f map[string]any) bool { return f["trafficType"] == "ALL" && f["vpcIdRef"] != nil })
	}},
	{"EC2.12 no unused elastic IPs", func(p platform) []string {
		used := map[string]bool{}
		for _, g := range p.of("NATGateway") {
			if address := p.referred(forProvider(g), "allocationId"); address != nil {
				used[key(address)] = true
			}
		}
		var unused []string
		for _, a := range p.of("EIP") {
			if !used[key(a)] {
				unused = append(unused, key(a))
			}
		}
		return unused
	}},
	{"EC2.15 subnets assign no public IPs", func(p platform) []string {
		return p.each("Subnet", func(f map[string]any) bool { return f["mapPublicIpOnLaunch"] == false })
	}},
	{"EC2.13/14/18/19, CKV_AWS_382 nothing open to the world", func(p platform) []string {
		return p.each("SecurityGroupRule", func(f map[string]any) bool {
			return !strings.Contains(fmt.Sprint(f["cidrBlocks"], f["ipv6CidrBlocks"]), "/0")
		})
	}},
	{"CKV_AWS_23 security groups and rules are described", func(p platform) []string {
		described := func(f map[string]any) bool { return f["description"] != nil }
		return append(p.each("SecurityGroup", described), p.each("SecurityGroupRule", described)...)
	}},
	{"VPC DNS on", func(p platform) []string {
		return p.each("VPC", func(f map[string]any) bool { return f["enableDnsSupport"] == true && f["enableDnsHostnames"] == true })
	}},
	{"EC2.37-48, IAM.24 tagged", func(p platform) []string {
		out := make([]string, 0, len(taggedKinds))
		for _, kind := range taggedKinds {
			out = append(out, p.each(kind, func(f map[string]any) bool {
				tags, _ := f["tags"].(map[string]any)
				return tags["Name"] != nil && tags["xplatform.dev/platform"] != nil
			})...)
		}
		return out
	}},
	{"IAM.1/21, KMS.2, CKV_AWS_355 no wildcard in a role's policy", func(p platform) []string {
		return p.each("RolePolicy", func(f map[string]any) bool {
			for _, s := range statements(f["policy"]) {
				if slices.Contains(s.Resource, "*") || slices.ContainsFunc(s.Action, func(a string) bool { return strings.HasSuffix(a, "*") }) {
					return false
				}
			}
			return true
		})
	}},
	{"CKV_AWS_60/61 roles trust one service, for one account", func(p platform) []string {
		return p.each("Role", func(f map[string]any) bool {
			for _, s := range statements(f["assumeRolePolicy"]) {
				if s.Principal["Service"] == "" || s.Principal["AWS"] != "" || s.Condition["StringEquals"]["aws:SourceAccount"] == "" {
					return false
				}
			}
			return true
		})
	}},
	{"KMS.3/4 keys rotate and are deleted late", func(p platform) []string {
		return p.each("Key", func(f map[string]any) bool {
			return f["enableKeyRotation"] == true && f["deletionWindowInDays"] == int64(30)
		})
	}},
	{"KMS.5 key policy is not public", func(p platform) []string {
		return p.each("Key", func(f map[string]any) bool {
			for _, s := range statements(f["policy"]) {
				if s.Principal["AWS"] == "*" || s.Principal["Service"] != "" && len(s.Condition) == 0 {
					return false
				}
			}
			return true
		})
	}},
	{"CKV_AWS_66/158 log groups end and are encrypted with a customer key", func(p platform) []string {
		return p.each("Group", func(f map[string]any) bool {
			return f["retentionInDays"] != nil && (f["kmsKeyId"] != nil || f["kmsKeyIdRef"] != nil)
		})
	}},
}

type statement struct {
	Principal        map[string]string
	Action, Resource []string
	Condition        map[string]map[string]string
}

func statements(policy any) []statement {
	var p struct{ Statement []statement }
	if err := json.Unmarshal([]byte(fmt.Sprint(policy)), &p); err != nil {
		panic(err)
	}
	return p.Statement
}

// relaxed are the cases whose claim switches a control off.
var relaxed = map[string][]string{
	"tags-and-id":      {"EC2.6 VPC flow logging"},
	"options-changed":  {"EC2.6 VPC flow logging"},
	"existing-network": {"EC2.2 default security group has no rules", "EC2.6 VPC flow logging", "EC2.15 subnets assign no public IPs", "VPC DNS on", "EC2.37-48, IAM.24 tagged"},
}

// TestSecureByDefault holds every settled platform against every control that
// its claim does not switch off, and proves that the switch is what does it.
func TestSecureByDefault(t *testing.T) {
	for _, dir := range cases(t) {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			turns := play(t, dir)
			p := platform(turns[len(turns)-1].Result.Resources)
			for _, c := range controls {
				broken := c.broken(p)
				switch off := slices.Contains(relaxed[name], c.name); {
				case off && len(broken) == 0:
					t.Errorf("%s holds, although the claim switches it off", c.name)
				case !off && len(broken) > 0:
					t.Errorf("%s: broken by %s", c.name, strings.Join(broken, ", "))
				}
			}
		})
	}
}
