// Package render renders all resources of a claim without a cluster: it reads
// and validates the claim as the API server would, creates the composite as
// Crossplane would, runs the pipeline, and lets a simulation of the provider
// act until nothing changes any more.
//
// The pipeline runs in one of two ways that give the same result: CLI is the
// real crossplane composition render with Crossplane's own reconciler and functions
// as local processes, InProcess calls functions directly.
package render
