// Package policy writes IAM policy documents. The JSON is canonical, so that
// equal policies are equal strings and no reconcile sees a spurious difference.
package policy

import (
	"bytes"
	"encoding/json"
)

// version is the policy language that all documents are written in.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
const version = "2012-10-17"

// A Statement allows or denies actions.
type Statement struct {
	Sid       string                       `json:"Sid,omitempty"`
	Effect    Effect                       `json:"Effect"`
	Principal Principals                   `json:"Principal,omitempty"`
	Action    []string                     `json:"Action"`
	Resource  []string                     `json:"Resource,omitempty"`
	Condition map[string]map[string]string `json:"Condition,omitempty"`
}

// Principals are the principals of a statement, by their type: "AWS" or
// "Service".
type Principals map[string]Texts

// Texts marshals a single string without brackets, as IAM reports it.
type Texts []string

// MarshalJSON writes a string, or a list of several.
func (t Texts) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// An Effect allows or denies the actions of a statement.
type Effect string

// The effects of IAM.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// Document renders a policy with the given statements.
func Document(statements ...Statement) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	// Policies contain ARNs and wildcards; escaped < and > would only be harder
	// to read, and no policy is rendered as HTML.
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		Version   string      `json:"Version"`
		Statement []Statement `json:"Statement"`
	}{version, statements})
	if err != nil {
		// Strings and maps of strings always encode.
		panic(err)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// AssumedBy returns the trust policy of a role which the named AWS service may
// assume on behalf of one account only, under the given conditions. Without
// them the service could be made to assume the role for any account (the
// confused deputy:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
func AssumedBy(service string, conditions map[string]map[string]string) string {
	return Document(Statement{
		Effect:    Allow,
		Principal: Principals{"Service": {service}},
		Action:    []string{"sts:AssumeRole"},
		Condition: conditions,
	})
}
