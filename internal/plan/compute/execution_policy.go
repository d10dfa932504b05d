package compute

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/container"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// executionStatements let ECS write the logs, fetch images from repositories of
// ECR, and read the secrets that it puts into the environment: those of the claim,
// and those of definitions that it may start again or go back to.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (c *Plan) executionStatements(s *Service, seen live.State) ([]policy.Statement, plan.Blockers) {
	if blockers := c.Account.Blockers(); len(blockers) > 0 {
		return nil, blockers
	}
	was := seen.Containers(s.Spec.Name)
	out := []policy.Statement{{
		Sid: "WriteLogs", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:PutLogEvents"},
		Resource: []string{c.logs("log-group:" + s.LogGroup.Name + ":*")},
	}}
	if repositories := c.repositories(append(imagesOf(s.Spec), deployedImages(was)...)); len(repositories) > 0 {
		out = append(out,
			policy.Statement{Sid: "EnterRegistry", Effect: policy.Allow, Action: []string{"ecr:GetAuthorizationToken"}, Resource: []string{"*"}},
			policy.Statement{
				Sid: "FetchImages", Effect: policy.Allow, Resource: repositories,
				Action: []string{"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
			})
	}
	stores, secrets, parameters := c.sorts(append(secretsOfSpec(s.Spec), container.SecretReferences(was)...), seen)
	if len(secrets) > 0 {
		out = append(out, policy.Statement{Sid: "ReadOwnSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:GetSecretValue"}, Resource: secrets})
	}
	if len(parameters) > 0 {
		out = append(out, policy.Statement{Sid: "ReadParameters", Effect: policy.Allow, Action: []string{"ssm:GetParameters"}, Resource: parameters})
	}
	if s.Spec.Credentials == v1alpha1.CredentialsEnvironment {
		arns, blockers := c.storeSecrets(s.Spec, seen)
		if len(blockers) > 0 {
			return out, blockers
		}
		stores = union(stores, arns)
	}
	if len(stores) == 0 {
		return out, nil
	}
	reads, blockers := c.readSecrets(stores, seen)
	return append(out, reads...), blockers
}

// repositories are the ARNs of the repositories of ECR that images are in. Other
// registries need no rights in AWS.
func (c *Plan) repositories(images []string) []string {
	var out []string
	for _, image := range images {
		if r, ok := v1alpha1.ParseECR(image); ok {
			out = append(out, "arn:"+c.Account.Partition+":ecr:"+r.Region+":"+r.Account+":repository/"+r.Repository)
		}
	}
	return union(out)
}

func imagesOf(s *v1alpha1.ServiceSpec) []string {
	out := append(make([]string, 0, 1+len(s.Sidecars)), s.Image)
	for i := range s.Sidecars {
		out = append(out, s.Sidecars[i].Image)
	}
	return out
}

func deployedImages(containers []container.Definition) []string {
	out := make([]string, len(containers))
	for i, c := range containers {
		out[i] = c.Image
	}
	return out
}

// secretsOfSpec are the secrets and parameters that a claim names for the
// environment of a service's containers.
func secretsOfSpec(s *v1alpha1.ServiceSpec) []string {
	out := slices.Collect(maps.Values(s.Secrets))
	for i := range s.Sidecars {
		out = append(out, slices.Collect(maps.Values(s.Sidecars[i].Secrets))...)
	}
	return out
}

// arnParts is how many parts the ARN of a secret has. What follows them, such as a
// JSON key, is not part of it.
const arnParts = 7

// sorts tells secrets of the platform's own stores, which are encrypted with its
// key, from other secrets and from parameters. The generated one of a database is
// its own also when RDS has another by now.
func (c *Plan) sorts(references []string, seen live.State) (stores, secrets, parameters []string) {
	own := []string{c.DatabaseStatus(seen).SecretARN, seen.ARN(name.DatabaseSecret), c.CacheStatus(seen).SecretARN}
	for _, arn := range references {
		parts := strings.Split(arn, ":")
		switch secret := strings.Join(parts[:min(len(parts), arnParts)], ":"); {
		case len(parts) < arnParts-1:
		case parts[2] == "ssm":
			parameters = append(parameters, arn)
		case slices.Contains(own, secret):
			stores = append(stores, secret)
		default:
			secrets = append(secrets, secretResourceARNs(secret)...)
		}
	}
	return union(stores), union(secrets), union(parameters)
}

// suffixed is a secret's name with the six characters that AWS adds to it.
var suffixed = regexp.MustCompile(`-[A-Za-z0-9]{6}$`)

// secretResourceARNs returns the IAM resource patterns that match a reference to a
// secret: ECS takes an ARN without the characters
// that AWS adds to the name of a secret, IAM does not. Where the name itself ends
// in a hyphen and six characters, Secrets Manager takes these for its own, and
// finds no secret by an ARN without more: there is nothing to allow.
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
func secretResourceARNs(arn string) []string {
	if suffixed.MatchString(arn) {
		return []string{arn}
	}
	return []string{arn + "-??????"}
}
