package main

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

const defectsHead = `<!-- Code generated from internal/simulatedaws/defect.go by hack/generate. DO NOT EDIT. -->

# Known defects of the provider

Defects of supported versions of the AWS provider for which platforms have workarounds. The simulation behind ` + "`make render`" + `
and ` + "`make test`" + ` has each of them, in the versions that have it: the tests fail if one affects a platform. "All" are all versions
from ` + simulatedaws.Compiled + ` to ` + simulatedaws.Recommended + `.

| kinds | versions | what happens | what this project does | reported |
|---|---|---|---|---|
`

// defects is the page of the provider's known defects, in Markdown.
func defects() []byte {
	var out bytes.Buffer
	out.WriteString(defectsHead)
	for _, d := range simulatedaws.Defects {
		links := make([]string, 0, len(d.References))
		for _, r := range d.References {
			links = append(links, link(r))
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s |\n", cmp.Or(strings.Join(d.Kinds, ", "), "all"), versions(d), d.Happens, d.Answer, strings.Join(links, ", "))
	}
	return out.Bytes()
}

// versions says which versions have a defect.
func versions(d simulatedaws.Defect) string {
	switch {
	case d.From != "" && d.Fixed != "":
		return d.From + " to before " + d.Fixed
	case d.From != "":
		return "from " + d.From
	case d.Fixed != "":
		return "before " + d.Fixed
	}
	return "all"
}

// link is a reference in Markdown, named after the number or the file that it leads
// to.
func link(reference string) string {
	name := path.Base(reference)
	switch {
	case strings.HasPrefix(reference, "decisions/"):
		number, _, _ := strings.Cut(name, "-")
		return fmt.Sprintf("[decision %s](../%s)", strings.TrimLeft(number, "0"), reference)
	case path.Ext(name) == "":
		name = "#" + name
	}
	return fmt.Sprintf("[%s](%s)", name, reference)
}
