package data

import "github.com/xplatform-dev/xplatform/internal/policy"

// planSearchPolicies allows the access role alone to use the domain, and OpenSearch to
// write the logs of this domain.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
func (d *Plan) planSearchPolicies(s *Search) {
	domain := d.Account.ARN(d.Spec.Region, "es", "domain/"+s.Domain)
	s.AccessPolicy = policy.Statement{
		Effect:    policy.Allow,
		Principal: policy.Principals{"AWS": {s.Role.ARN}},
		Action:    []string{"es:ESHttp*"},
		Resource:  []string{domain + "/*"},
	}
	s.LogWriting = policy.Statement{
		Effect:    policy.Allow,
		Principal: policy.Principals{"Service": {"es.amazonaws.com"}},
		Action:    []string{"logs:CreateLogStream", "logs:PutLogEvents", "logs:PutLogEventsBatch"},
		Resource:  []string{d.Account.ARN(d.Spec.Region, "logs", "log-group:/aws/opensearch/"+s.Domain+"/*")},
		Condition: map[string]map[string]string{
			"StringEquals": {"aws:SourceAccount": d.Account.ID},
			"ArnLike":      {"aws:SourceArn": domain},
		},
	}
}
