// Package e2e tests the product on a real control plane: API server, Crossplane
// and packages are what a cluster has, and only AWS is simulated. It runs
// against the control plane of make up, whose folder XPLATFORM_PLANE names, and
// is skipped without: make e2e does both.
package e2e
