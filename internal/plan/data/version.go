package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A version is an engine's, in numbers: 17.4 is [17 4].
type version []int

// parseVersion reads a version as claims and AWS write it. What is no number
// ends it, as in Redis' 6.x.
func parseVersion(text string) version {
	var v version
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			break
		}
		v = append(v, n)
	}
	return v
}

// major is the part of a version that an engine counts as the major one.
func (v version) major(digits int) version { return v[:min(len(v), digits)] }

func (v version) String() string {
	parts := make([]string, len(v))
	for i, n := range v {
		parts[i] = strconv.Itoa(n)
	}
	return strings.Join(parts, ".")
}

// leaves reports whether a version leaves open whether the other one is meant,
// as 17 does with 17.4.
func (v version) leaves(o version) bool {
	n := min(len(v), len(o))
	return slices.Equal(v[:n], o[:n])
}

// An upgrade is from the version that runs to the one that a claim asks for.
type upgrade struct {
	// Field is where the claim asks, such as spec.database.version.
	Field string

	// Asked is the version of the claim, Running the one in AWS, which may not be
	// known. Named says whether the claim names a version at all.
	Asked, Running string
	Named          bool

	// MajorDigits is how many numbers the engine's major version has.
	MajorDigits int

	// Major permits another major version; without it, MajorField names what does.
	Major      bool
	MajorField string
}

// major reports whether the engine moves to another major version.
func (u upgrade) major() bool {
	asked, running := parseVersion(u.Asked), parseVersion(u.Running)
	return len(running) > 0 && !asked.major(u.MajorDigits).leaves(running.major(u.MajorDigits))
}

// version returns the version to request: never a lower one than the running one. Minor versions that
// AWS has upgraded stay upgraded, and so do major ones, as when a version has come
// to its end: the note then says what to write.
func (u upgrade) version() (version, note string, err error) {
	asked, running := parseVersion(u.Asked), parseVersion(u.Running)
	if len(running) == 0 || asked.leaves(running) {
		return u.Asked, "", nil
	}
	from, to := running.major(u.MajorDigits), asked.major(u.MajorDigits)
	switch difference := slices.Compare(to, from); {
	case difference < 0 && u.Named:
		return u.Running, fmt.Sprintf("%s: %s is older than %s, which runs and stays: AWS has no way back; write %s", u.Field, u.Asked, u.Running, from), nil
	case difference < 0:
		return from.String(), "", nil
	case difference > 0 && !u.Major:
		return "", "", fmt.Errorf("%s: from %s to %s is another major version, which interrupts the service and cannot be undone; permit it by %s: true, or write %s", u.Field, u.Running, u.Asked, u.MajorField, from)
	case difference == 0 && slices.Compare(asked, running) < 0:
		return u.Running, "", nil
	}
	return u.Asked, "", nil
}
