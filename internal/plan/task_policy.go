package plan

import (
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// taskStatements let the application read the secrets of the stores that it
// uses, act as the role of the search engine, and open shells where it may.
func (c *Compute) taskStatements(s *Service, seen observed.View) ([]policy.Statement, string) {
	var out []policy.Statement
	arns, missing := c.storeSecrets(s.Spec, seen)
	if missing != "" {
		return nil, missing
	}
	if len(arns) > 0 {
		reads, missing := c.readSecrets(arns, seen)
		if missing != "" {
			return nil, missing
		}
		out = append(out, reads...)
	}
	if slices.Contains(s.Spec.Uses, v1alpha1.StoreSearch) {
		role := c.SearchStatus(seen).RoleARN
		if role == "" {
			return nil, "the ARN of " + string(name.SearchRole)
		}
		out = append(out, policy.Statement{Sid: "UseSearch", Effect: policy.Allow, Action: []string{"sts:AssumeRole"}, Resource: []string{role}})
	}
	if s.Spec.Exec {
		shells, missing := c.execStatements(seen)
		if missing != "" {
			return nil, missing
		}
		out = append(out, shells...)
	}
	return out, ""
}

// readSecrets are the rights to read some secrets of the platform. They are
// encrypted with its key, which can be used through Secrets Manager alone.
func (c *Compute) readSecrets(arns []string, seen observed.View) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing == "" {
		missing = c.Account.Missing()
	}
	if missing != "" {
		return nil, missing
	}
	return []policy.Statement{
		{Sid: "ReadSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}, Resource: arns},
		{
			Sid: "DecryptSecrets", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key},
			Condition: map[string]map[string]string{"StringEquals": {"kms:ViaService": "secretsmanager." + c.Spec.Region + "." + c.Account.DNSSuffix()}},
		},
	}, ""
}

// execStatements are what the agent in a container needs to open a shell and to
// record it. Channels of the agent have no ARN.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
func (c *Compute) execStatements(seen observed.View) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing == "" {
		missing = c.Account.Missing()
	}
	if missing != "" {
		return nil, missing
	}
	return []policy.Statement{
		{Sid: "OpenShells", Effect: policy.Allow, Resource: []string{"*"}, Action: []string{
			"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
		}},
		{Sid: "EncryptShells", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key}},
		{
			Sid: "RecordShells", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"},
			Resource: []string{c.logs("log-group:" + c.execLogGroup(seen) + ":*")},
		},
		{Sid: "FindRecord", Effect: policy.Allow, Action: []string{"logs:DescribeLogGroups"}, Resource: []string{c.logs("log-group:*")}},
	}, ""
}

func (c *Compute) logs(resource string) string { return c.Account.ARN(c.Spec.Region, "logs", resource) }
