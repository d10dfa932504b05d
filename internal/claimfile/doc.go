// Package claimfile reads files of claims together with the line and column of every
// field, so that faults can be shown where they are.
package claimfile
