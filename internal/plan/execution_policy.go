package plan

import (
	"slices"
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/policy"
)

// executionStatements let ECS write the logs, fetch images from repositories of
// ECR, and read the secrets that it puts into the environment.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
func (c *Compute) executionStatements(s *Service, seen observed.View) ([]policy.Statement, string) {
	if missing := c.Account.Missing(); missing != "" {
		return nil, missing
	}
	out := []policy.Statement{{
		Sid: "WriteLogs", Effect: policy.Allow, Action: []string{"logs:CreateLogStream", "logs:PutLogEvents"},
		Resource: []string{c.logs("log-group:" + s.LogGroup.Name + ":*")},
	}}
	if repositories := c.repositories(s.Spec); len(repositories) > 0 {
		out = append(out,
			policy.Statement{Sid: "EnterRegistry", Effect: policy.Allow, Action: []string{"ecr:GetAuthorizationToken"}, Resource: []string{"*"}},
			policy.Statement{
				Sid: "FetchImages", Effect: policy.Allow, Resource: repositories,
				Action: []string{"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
			})
	}
	if secrets, parameters := referenced(s.Spec); len(secrets)+len(parameters) > 0 {
		if len(secrets) > 0 {
			out = append(out, policy.Statement{Sid: "ReadOwnSecrets", Effect: policy.Allow, Action: []string{"secretsmanager:GetSecretValue"}, Resource: secrets})
		}
		if len(parameters) > 0 {
			out = append(out, policy.Statement{Sid: "ReadParameters", Effect: policy.Allow, Action: []string{"ssm:GetParameters"}, Resource: parameters})
		}
	}
	if s.Spec.Credentials != v1alpha1.CredentialsEnvironment {
		return out, ""
	}
	arns, missing := c.storeSecrets(s.Spec, seen)
	if missing != "" || len(arns) == 0 {
		return out, missing
	}
	reads, missing := c.readSecrets(arns, seen)
	return append(out, reads...), missing
}

// repositories are the ARNs of the repositories of ECR that a service's images
// are in. Other registries need no rights in AWS.
func (c *Compute) repositories(s *v1alpha1.ServiceSpec) []string {
	var out []string
	for _, image := range append([]string{s.Image}, sidecarImages(s)...) {
		r, ok := v1alpha1.ParseECR(image)
		if ok {
			out = append(out, "arn:"+c.Account.Partition+":ecr:"+r.Region+":"+r.Account+":repository/"+r.Repository)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sidecarImages(s *v1alpha1.ServiceSpec) []string {
	out := make([]string, 0, len(s.Sidecars))
	for i := range s.Sidecars {
		out = append(out, s.Sidecars[i].Image)
	}
	return out
}

// referenced are the secrets and parameters that a claim names for the
// environment of a service's containers. What follows the name of a secret,
// such as a JSON key, is no part of its ARN.
func referenced(s *v1alpha1.ServiceSpec) (secrets, parameters []string) {
	const arnParts = 7
	containers := make([]v1alpha1.ContainerSpec, 0, 1+len(s.Sidecars))
	containers = append(containers, s.ContainerSpec)
	for i := range s.Sidecars {
		containers = append(containers, s.Sidecars[i].ContainerSpec)
	}
	for _, c := range containers {
		for _, arn := range c.Secrets {
			if parts := strings.Split(arn, ":"); parts[2] == "ssm" {
				parameters = append(parameters, arn)
			} else {
				secrets = append(secrets, strings.Join(parts[:min(len(parts), arnParts)], ":"))
			}
		}
	}
	slices.Sort(secrets)
	slices.Sort(parameters)
	return slices.Compact(secrets), slices.Compact(parameters)
}
