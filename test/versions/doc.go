// Package versions compares what the docs and the packages say of versions with
// the go.mod files that decide them.
package versions
