package v1alpha1

import (
	"fmt"
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// A named is an ARN of a spec: where it stands, and what it has to be.
type named struct {
	arnRule

	text string
	path *field.Path
}

// validateARNs checks every ARN of a spec, each against its own rule, and that
// those which have to be in the platform's account are all in one.
func validateARNs(s *PlatformSpec, root *field.Path) field.ErrorList {
	all := s.arns(root)
	faults := make(field.ErrorList, 0, len(all))
	for _, n := range all {
		faults = append(faults, n.validate(n.text, s.Region, n.path)...)
	}
	if len(faults) > 0 {
		return faults
	}
	return validateAccount(all)
}

// validateAccount checks that ARNs of the platform's own account agree on which
// it is. Policies of AWS itself are in every account.
func validateAccount(all []named) field.ErrorList {
	var faults field.ErrorList
	var first named
	account := ""
	for _, n := range all {
		a, ok := parseARN(n.text)
		switch {
		case !ok || !n.own || a.Account == accountOfAWS:
		case account == "":
			first, account = n, a.Account
		case a.Account != account:
			faults = append(faults, field.Invalid(n.path, n.text, fmt.Sprintf(
				"is of account %s, and %s of %s: AWS accepts both only from the platform's own account; use %s of one account", a.Account, first.path, account, n.what)))
		}
	}
	return faults
}

// arns are all ARNs of a spec, in the order of its fields.
func (s *PlatformSpec) arns(root *field.Path) []named {
	var out []named
	add := func(rule arnRule, text string, path *field.Path) {
		if text != "" {
			out = append(out, named{arnRule: rule, text: text, path: path})
		}
	}
	add(policyRule, s.PermissionsBoundaryARN, root.Child("permissionsBoundaryArn"))
	if s.Encryption != nil {
		add(kmsKeyRule, s.Encryption.KMSKeyARN, root.Child("encryption", "kmsKeyArn"))
	}
	if e, at := s.Edge, root.Child("edge"); e != nil {
		add(certificateRule, e.CertificateARN, at.Child("certificateArn"))
		for i, text := range e.CertificateARNs {
			add(certificateRule, text, at.Child("certificateArns").Index(i))
		}
		add(webACLRule, e.WebACLARN, at.Child("webAclArn"))
	}
	if d := s.Database; d != nil && d.Restore != nil {
		add(snapshotRule, d.Restore.SnapshotIdentifier, root.Child("database", "restore", "snapshotIdentifier"))
	}
	if s.Search != nil {
		for i, text := range s.Search.AccessPrincipalARNs {
			add(principalRule, text, root.Child("search", "accessPrincipalArns").Index(i))
		}
	}
	for i := range s.Services {
		out = append(out, s.Services[i].arns(root.Child("services").Index(i))...)
	}
	return out
}

// arns are all ARNs of a service.
func (s *ServiceSpec) arns(path *field.Path) []named {
	out := arnsOfSecrets(s.Secrets, path)
	for i := range s.Sidecars {
		out = append(out, arnsOfSecrets(s.Sidecars[i].Secrets, path.Child("sidecars").Index(i))...)
	}
	role := path.Child("taskRole")
	for i, text := range s.TaskRole.PolicyARNs {
		out = append(out, named{arnRule: policyRule, text: text, path: role.Child("policyArns").Index(i)})
	}
	if text := s.TaskRole.PermissionsBoundaryARN; text != "" {
		out = append(out, named{arnRule: policyRule, text: text, path: role.Child("permissionsBoundaryArn")})
	}
	return out
}

func arnsOfSecrets(secrets map[string]SecretARN, path *field.Path) []named {
	out := make([]named, 0, len(secrets))
	for _, variable := range slices.Sorted(maps.Keys(secrets)) {
		out = append(out, named{arnRule: secretRule, text: secrets[variable], path: path.Child("secrets").Key(variable)})
	}
	return out
}
