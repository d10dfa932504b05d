package policy_test

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/internal/policy"
)

func ExampleDocument() {
	fmt.Println(policy.Document(policy.Statement{
		Effect:   policy.Allow,
		Action:   []string{"logs:PutLogEvents"},
		Resource: []string{"arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/farmers/flow-log:*"},
	}))
	// Output: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:PutLogEvents"],"Resource":["arn:aws:logs:eu-central-1:123456789012:log-group:/xplatform/farmers/flow-log:*"]}]}
}

func ExampleAssumedBy() {
	fmt.Println(policy.AssumedBy("vpc-flow-logs.amazonaws.com", map[string]map[string]string{
		"StringEquals": {"aws:SourceAccount": "123456789012"},
	}))
	// Output: {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":["sts:AssumeRole"],"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}
}
