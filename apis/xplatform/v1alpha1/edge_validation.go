package v1alpha1

import "k8s.io/apimachinery/pkg/util/validation/field"

func validateEdge(e *EdgeSpec, path *field.Path) field.ErrorList {
	if e == nil {
		return nil
	}
	switch {
	case e.CertificateARN == "" && e.Domain == nil:
		return field.ErrorList{field.Required(path, "give certificateArn (a certificate you have) or domain (one that the platform requests)")}
	case e.CertificateARN != "" && e.Domain != nil:
		return field.ErrorList{field.Invalid(path, e.CertificateARN, "give certificateArn or domain, not both: further certificates go to certificateArns")}
	}
	return nil
}
