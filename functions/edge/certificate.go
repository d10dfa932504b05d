package edge

import (
	acm "github.com/upbound/provider-aws/v2/apis/namespaced/acm/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/plan/edge"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// certificate returns the certificate for all names of the platform's domain.
func certificate(e edge.Plan, c edge.Certificate) *acm.Certificate {
	return &acm.Certificate{
		Spec: acm.CertificateSpec{
			ForProvider: acm.CertificateParameters{
				Region:                  &e.Spec.Region,
				DomainName:              &c.Names[0],
				SubjectAlternativeNames: texts(c.Names[1:]),
				ValidationMethod:        new("DNS"),
				KeyAlgorithm:            new("RSA_2048"),
			},
		},
	}
}

// certificateValidation returns a resource that is ready once the certificate
// is issued.
func certificateValidation(e edge.Plan, c edge.Certificate) *acm.CertificateValidation {
	return &acm.CertificateValidation{
		Spec: acm.CertificateValidationSpec{
			ForProvider: acm.CertificateValidationParameters{
				Region:                &e.Spec.Region,
				CertificateArnRef:     refer.To(e.Names, c.Key),
				ValidationRecordFqdns: texts(c.Proofs),
			},
		},
	}
}
