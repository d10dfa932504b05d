// Package versions compares the versions in the docs and the packages with the
// go.mod files, which determine them.
package versions
