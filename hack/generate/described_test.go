package main

import (
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

func described(t *testing.T, path string, p apiextensionsv1.JSONSchemaProps) {
	t.Helper()
	if p.Description == "" {
		t.Errorf("%s has no description", path)
	}
	for name, child := range p.Properties {
		described(t, path+"."+name, child)
	}
	if e, suffix := element(p); suffix != "" {
		for name, child := range e.Properties {
			described(t, path+suffix+"."+name, child)
		}
	}
}
