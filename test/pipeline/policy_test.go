package pipeline

import (
	"strings"
	"testing"
)

// An access is an action on a resource that IAM evaluates.
type access struct{ action, resource string }

// foreignAccesses are accesses to what belongs to others in the account of the
// platforms. No policy of a platform may allow any.
var foreignAccesses = []access{
	{"secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:others/token-AbCdEf"},
	{"secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!db-others-AbCdEf"},
	{"secretsmanager:PutSecretValue", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:others/token-AbCdEf"},
	{"ssm:GetParameters", "arn:aws:ssm:eu-central-1:123456789012:parameter/others/token"},
	{"ssm:GetParameter", "arn:aws:ssm:eu-central-1:123456789012:parameter/others/token"},
	{"ssm:StartSession", "arn:aws:ecs:eu-central-1:123456789012:task/others/0123456789abcdef"},
	{"kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/99999999-9999-9999-9999-999999999999"},
	{"kms:CreateGrant", "arn:aws:kms:eu-central-1:123456789012:key/99999999-9999-9999-9999-999999999999"},
	{"ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:123456789012:repository/others/api"},
	{"ecr:PutImage", "arn:aws:ecr:eu-central-1:123456789012:repository/others/api"},
	{"sts:AssumeRole", "arn:aws:iam::123456789012:role/others-search-role"},
	{"iam:PassRole", "arn:aws:iam::123456789012:role/others-task-role"},
	{"iam:CreateRole", "arn:aws:iam::123456789012:role/others"},
	{"es:ESHttpGet", "arn:aws:es:eu-central-1:123456789012:domain/others/index"},
	{"logs:PutLogEvents", "arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/others/service/api:log-stream:1"},
	{"logs:GetLogEvents", "arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/others/service/api:log-stream:1"},
	{"logs:DeleteLogGroup", "arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/others/service/api"},
	{"s3:GetObject", "arn:aws:s3:::others-data/key"},
	{"s3:PutObject", "arn:aws:s3:::others-data/key"},
	{"rds-db:connect", "arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-OTHERS/admin"},
	{"ecs:RunTask", "arn:aws:ecs:eu-central-1:123456789012:task-definition/others:1"},
	{"dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/others"},
}

// ownAccess is an access that policies of some platform must allow, so that the
// evaluation is known to find what is allowed.
var ownAccess = map[string]string{
	"logs:PutLogEvents":              "the logs of a service",
	"secretsmanager:GetSecretValue":  "the secret of a store",
	"kms:Decrypt":                    "the key of the platform",
	"sts:AssumeRole":                 "the role of the search domain",
	"ssmmessages:OpenControlChannel": "ECS Exec",
	"ecr:BatchGetImage":              "an image in ECR",
}

// TestPoliciesReachNothingOfOthers evaluates the policies of all roles in all cases, as
// IAM does, against accesses to what others own.
func TestPoliciesReachNothingOfOthers(t *testing.T) {
	policies, allowed := 0, map[string]bool{}
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range platform(turn.Result.Resources).of("RolePolicy") {
			policies++
			all := statements(forProvider(o)["policy"])
			for _, a := range foreignAccesses {
				if allows(all, a) {
					t.Errorf("%s allows %s on %s", key(o), a.action, a.resource)
				}
			}
			noteAllowed(all, allowed)
		}
	})
	for action, what := range ownAccess {
		if !allowed[action] {
			t.Errorf("no policy allows %s (%s): the evaluation finds nothing", action, what)
		}
	}
	if policies == 0 {
		t.Error("no case has a policy")
	}
}

// noteAllowed notes which of the own accesses statements allow, on a resource that a
// statement names.
func noteAllowed(all []statement, allowed map[string]bool) {
	for action := range ownAccess {
		for _, s := range all {
			for _, resource := range s.Resource {
				if allows(all, access{action, strings.ReplaceAll(strings.ReplaceAll(resource, "*", "x"), "?", "x")}) {
					allowed[action] = true
				}
			}
		}
	}
}

// allows evaluates statements: a Deny that matches wins over every Allow. Conditions
// count as met, because the holder of a role chooses the request.
func allows(all []statement, a access) bool {
	allowed := false
	for _, s := range all {
		if !matchesAny(s.Action, a.action, strings.ToLower) || !matchesAny(s.Resource, a.resource, asIs) {
			continue
		}
		if s.Effect == "Deny" {
			return false
		}
		allowed = true
	}
	return allowed
}

func asIs(text string) string { return text }

// matchesAny reports whether one of several patterns of IAM matches a text.
func matchesAny(patterns []string, text string, fold func(string) string) bool {
	for _, p := range patterns {
		if matchesIAM(fold(p), fold(text)) {
			return true
		}
	}
	return false
}

// matchesIAM reports whether a pattern matches a text: * matches any characters, ? one.
func matchesIAM(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '*':
		return matchesIAM(pattern[1:], text) || text != "" && matchesIAM(pattern, text[1:])
	case text == "":
		return false
	}
	return (pattern[0] == '?' || pattern[0] == text[0]) && matchesIAM(pattern[1:], text[1:])
}

// TestMatchesIAM holds the evaluation to examples of AWS.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
func TestMatchesIAM(t *testing.T) {
	cases := map[string]struct {
		pattern, text string
		want          bool
	}{
		"Same":       {"s3:GetObject", "s3:GetObject", true},
		"Star":       {"arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b", true},
		"StarInside": {"arn:aws:s3:::*/test/*", "arn:aws:s3:::1/2/test/3/object.jpg", true},
		"Question":   {"arn:aws:s3:::bucket??", "arn:aws:s3:::bucket12", true},
		"TooShort":   {"arn:aws:s3:::bucket??", "arn:aws:s3:::bucket1", false},
		"Other":      {"arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket2/a", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := matchesIAM(tc.pattern, tc.text); got != tc.want {
				t.Errorf("matchesIAM(%q, %q): want %t, got %t", tc.pattern, tc.text, tc.want, got)
			}
		})
	}
}

// TestDeniesWin holds the evaluation to the order of IAM.
func TestDeniesWin(t *testing.T) {
	all := []statement{
		{Effect: "Allow", Action: []string{"s3:*"}, Resource: []string{"*"}},
		{Effect: "Deny", Action: []string{"s3:Delete*"}, Resource: []string{"*"}},
	}
	if !allows(all, access{"S3:getobject", "arn:aws:s3:::a/b"}) || allows(all, access{"s3:DeleteObject", "arn:aws:s3:::a/b"}) {
		t.Error("an Allow must hold without a Deny, and a Deny must win")
	}
}
