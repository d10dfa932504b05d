package compute

import (
	"cmp"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/partition"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// taskStatements let the application read the secrets of the stores that it
// uses, act as the role of the search engine, and open shells where it may. What
// tasks of earlier definitions need they keep: ECS may go back to one.
func (c *Plan) taskStatements(s *Service, seen live.State) ([]policy.Statement, string) {
	was := seen.Containers(s.Spec.Name)
	arns, missing := c.storeSecrets(s.Spec, seen)
	roles := container.Values(was, container.SearchRoleARN)
	if slices.Contains(s.Spec.Uses, v1alpha1.StoreSearch) {
		role := c.SearchStatus(seen).RoleARN
		if role == "" {
			missing = cmp.Or(missing, "the ARN of "+string(name.SearchRole))
		}
		roles = append(roles, role)
	}
	if missing != "" {
		return nil, missing
	}
	var out []policy.Statement
	if arns = union(arns, container.Values(was, container.DatabaseSecretARN), container.Values(was, container.CacheSecretARN)); len(arns) > 0 {
		reads, missing := c.readSecrets(arns, seen)
		if missing != "" {
			return nil, missing
		}
		out = append(out, reads...)
	}
	if roles = union(roles); len(roles) > 0 {
		out = append(out, policy.Statement{Sid: "UseSearch", Effect: policy.Allow, Action: []string{"sts:AssumeRole"}, Resource: roles})
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

// union is all texts of several lists, each once and in order.
func union(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// readSecrets are the rights to read some secrets of the platform. They are
// encrypted with its key, which can be used through Secrets Manager alone.
func (c *Plan) readSecrets(arns []string, seen live.State) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing = cmp.Or(missing, c.Account.Missing()); missing != "" {
		return nil, missing
	}
	return []policy.Statement{
		{Sid: "ReadSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}, Resource: arns},
		{
			Sid: "DecryptSecrets", Effect: policy.Allow, Action: []string{"kms:Decrypt"}, Resource: []string{key},
			Condition: map[string]map[string]string{"StringEquals": {"kms:ViaService": "secretsmanager." + c.Spec.Region + "." + partition.Of(c.Spec.Region).DNSSuffix}},
		},
	}, ""
}

// execStatements are what the agent in a container needs to open a shell and to
// record it. Channels of the agent have no ARN.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
func (c *Plan) execStatements(seen live.State) ([]policy.Statement, string) {
	key, missing := c.knownKey(seen)
	if missing = cmp.Or(missing, c.Account.Missing()); missing != "" {
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

func (c *Plan) logs(resource string) string { return c.Account.ARN(c.Spec.Region, "logs", resource) }
