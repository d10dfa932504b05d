package install

import (
	"bytes"
	"cmp"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// maxPolicy is the maximum length of a managed policy, without white space.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const maxPolicy = 6144

// longestName is the maximum length of a platform's name for which the policy
// matches the names of its roles, as docs/running.md says. Names of longer ones
// are truncated, with a hash instead of the distinguishing part.
const longestName = 30

// prefixes are the IAM service prefixes of the provider's packages.
var prefixes = map[string]string{
	"acm": "acm", "appautoscaling": "application-autoscaling", "cloudwatchlogs": "logs", "ec2": "ec2", "ecs": "ecs",
	"elasticache": "elasticache", "elbv2": "elasticloadbalancing", "iam": "iam", "kms": "kms", "opensearch": "es",
	"rds": "rds", "route53": "route53", "s3": "s3", "secretsmanager": "secretsmanager", "servicediscovery": "servicediscovery",
	"wafv2": "wafv2",
}

// A list is one string or several.
type list []string

// UnmarshalJSON reads both forms, which IAM accepts.
func (l *list) UnmarshalJSON(data []byte) error {
	var one string
	if err := json.Unmarshal(data, &one); err == nil {
		*l = list{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(l))
}

// A statement of a policy.
type statement struct {
	Sid, Effect      string
	Action, Resource list
	Condition        map[string]map[string]list
}

// statements returns those of a policy in examples/install.
func statements(t *testing.T, file string) []statement {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "install", file))
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		t.Fatalf("%s is no JSON: %v", file, err)
	}
	if compact.Len() > maxPolicy {
		t.Errorf("%s has %d characters, a managed policy may have %d", file, compact.Len(), maxPolicy)
	}
	var policy struct {
		Version   string
		Statement []statement
	}
	decoder := json.NewDecoder(&compact)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&policy); err != nil {
		t.Fatalf("cannot read %s: %v", file, err)
	}
	if policy.Version != "2012-10-17" || len(policy.Statement) == 0 {
		t.Errorf("%s has version %q and %d statements", file, policy.Version, len(policy.Statement))
	}
	return policy.Statement
}

// named returns the statement with a Sid.
func named(t *testing.T, all []statement, sid string) statement {
	t.Helper()
	i := slices.IndexFunc(all, func(s statement) bool { return s.Sid == sid })
	if i < 0 {
		t.Fatalf("there is no statement %s", sid)
	}
	return all[i]
}

// TestPolicyCovers checks that the policy allows actions of every service of
// which a kind is in use.
func TestPolicyCovers(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "examples", "install", "activation-policy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var policy struct{ Spec struct{ Activate []string } }
	if err := yaml.Unmarshal(data, &policy); err != nil || len(policy.Spec.Activate) == 0 {
		t.Fatalf("cannot read kinds in use: %v", err)
	}
	var actions []string
	for _, s := range statements(t, "provider-policy.json") {
		if s.Effect != "Allow" {
			t.Errorf("statement %s allows nothing", s.Sid)
		}
		actions = append(actions, s.Action...)
	}
	for _, kind := range policy.Spec.Activate {
		_, group, _ := strings.Cut(kind, ".")
		service, _, _ := strings.Cut(group, ".")
		prefix, known := prefixes[service]
		if !known {
			t.Errorf("the IAM service prefix of %s is unknown: add it here, and its actions to provider-policy.json", service)
			continue
		}
		if !slices.ContainsFunc(actions, func(a string) bool { return strings.HasPrefix(a, prefix+":") }) {
			t.Errorf("%s is in use, and the policy allows no action of %s", kind, prefix)
		}
	}
}

// TestPolicyOfRoles checks that the provider may create and change the roles of
// platforms, and no others.
func TestPolicyOfRoles(t *testing.T) {
	all := statements(t, "provider-policy.json")
	change, pass := named(t, all, "ChangeRoles"), named(t, all, "PassRoles")
	if !slices.Equal(change.Resource, pass.Resource) {
		t.Error("it may pass other roles than it creates")
	}
	p := name.Platform{Base: strings.Repeat("x", longestName), Suffix: "01234567"}
	service := strings.Repeat("s", 32)
	for _, key := range []name.Key{name.FlowLog, name.DatabaseMonitoringRole, name.SearchRole, name.TaskRole(service), name.ExecutionRole(service), name.TaskRole("a"), name.ExecutionRole("a")} {
		arn := "arn:aws:iam::*:role/" + p.Role(key)
		if !slices.ContainsFunc(change.Resource, func(pattern string) bool { matches, _ := path.Match(pattern, arn); return matches }) {
			t.Errorf("%s may not be created", arn)
		}
	}
	for _, other := range []string{"OrganizationAccountAccessRole", "xplatform-provider", "admin"} {
		if slices.ContainsFunc(change.Resource, func(pattern string) bool {
			matches, _ := path.Match(pattern, "arn:aws:iam::*:role/"+other)
			return matches
		}) {
			t.Errorf("%s may be changed", other)
		}
	}
	for _, s := range all {
		switch {
		case slices.Contains(s.Action, "iam:PassRole"):
			if len(s.Condition["StringEquals"]["iam:PassedToService"]) == 0 {
				t.Error("roles may be passed to any service")
			}
		case slices.Contains(s.Action, "iam:CreateServiceLinkedRole"):
			if len(s.Condition["StringEquals"]["iam:AWSServiceName"]) == 0 {
				t.Error("service-linked roles may be created for any service")
			}
		}
		for _, action := range s.Action {
			if action == "*" || action == "iam:*" {
				t.Errorf("statement %s allows %s", s.Sid, action)
			}
		}
	}
}

// TestPolicyOfNames checks that the policy matches the names of platforms'
// buckets and secrets.
func TestPolicyOfNames(t *testing.T) {
	all := statements(t, "provider-policy.json")
	platform := objects(t, filepath.Join("..", "pipeline", "cases", "farmers", "want.yaml"))
	for kind, sid := range map[string]string{"Bucket": "AccessLogs", "Secret": "Secrets"} {
		found := false
		for _, o := range platform {
			id := cmp.Or(o.Spec.ForProvider.Name, o.Metadata.Annotations["crossplane.io/external-name"])
			if o.Kind != kind || id == "" {
				continue
			}
			found = true
			// In IAM, * also matches slashes, in path.Match it does not.
			flat := strings.ReplaceAll(id, "/", "_")
			if !slices.ContainsFunc(named(t, all, sid).Resource, func(pattern string) bool {
				last := pattern[strings.LastIndex(pattern, ":")+1:]
				matches, _ := path.Match(strings.ReplaceAll(last, "/", "_"), flat)
				return matches
			}) {
				t.Errorf("%s %s may not be created", kind, id)
			}
		}
		if !found {
			t.Errorf("the case has no %s", kind)
		}
	}
}

// An object of a golden file.
type object struct {
	Kind     string
	Metadata struct{ Annotations map[string]string }
	Spec     struct{ ForProvider struct{ Name string } }
}

func objects(t *testing.T, file string) []object {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []object
	for document := range bytes.SplitSeq(data, []byte("\n---\n")) {
		var o object
		if err := yaml.Unmarshal(document, &o); err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

// TestPolicyOfBoundaries checks that actions that would give a role more than
// its boundary are denied.
func TestPolicyOfBoundaries(t *testing.T) {
	bounded := named(t, statements(t, "provider-policy-boundary.json"), "EveryRoleIsBounded")
	if bounded.Effect != "Deny" || len(bounded.Condition["StringNotEquals"]["iam:PermissionsBoundary"]) != 1 {
		t.Error("no action is denied without the boundary")
	}
	change := named(t, statements(t, "provider-policy.json"), "ChangeRoles")
	for _, action := range change.Action {
		gives := strings.HasPrefix(action, "iam:Attach") || strings.HasPrefix(action, "iam:Create") || strings.HasPrefix(action, "iam:Put")
		if gives && !slices.Contains(bounded.Action, action) {
			t.Errorf("%s is possible without the boundary", action)
		}
	}
}
