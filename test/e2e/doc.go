// Package e2e tests the product on a real control plane: API server, Crossplane
// and packages are those of a cluster, and only AWS is simulated. It runs
// against the control plane of make up, whose directory XPLATFORM_PLANE names,
// and is skipped without it: make e2e does both.
package e2e
