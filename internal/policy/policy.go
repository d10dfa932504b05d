// Package policy writes IAM policy documents. The JSON is canonical, so that
// equal policies are equal strings and no reconcile sees a difference where
// there is none.
package policy

import (
	"bytes"
	"encoding/json"
)

// Version is the policy language that all documents are written in.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
const Version = "2012-10-17"

// A Statement allows or denies actions.
type Statement struct {
	Sid       string                       `json:"Sid,omitempty"`
	Effect    Effect                       `json:"Effect"`
	Principal Principals                   `json:"Principal,omitempty"`
	Action    []string                     `json:"Action"`
	Resource  []string                     `json:"Resource,omitempty"`
	Condition map[string]map[string]string `json:"Condition,omitempty"`
}

// Principals are whom a statement is about, by their sort: "AWS" or "Service".
type Principals map[string]Texts

// Texts are some texts. A single one is written without brackets, as IAM gives it
// back.
type Texts []string

// MarshalJSON writes the texts.
func (t Texts) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// An Effect is what a statement does.
type Effect string

// The effects there are.
const (
	Allow Effect = "Allow"
	Deny  Effect = "Deny"
)

// Document renders a policy with the given statements.
func Document(statements ...Statement) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	// Policies hold ARNs and wildcards; < and > would only be harder to read
	// escaped, and nothing renders a policy as HTML.
	enc.SetEscapeHTML(false)
	err := enc.Encode(struct {
		Version   string      `json:"Version"`
		Statement []Statement `json:"Statement"`
	}{Version, statements})
	if err != nil {
		// Strings and maps of strings always encode.
		panic(err)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// AssumedBy is the trust policy of a role which the named AWS service may
// assume on behalf of one account only, under the given conditions. Without
// them any account's use of the service could borrow the role (the confused
// deputy: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
func AssumedBy(service string, conditions map[string]map[string]string) string {
	return Document(Statement{
		Effect:    Allow,
		Principal: Principals{"Service": {service}},
		Action:    []string{"sts:AssumeRole"},
		Condition: conditions,
	})
}
