package main

import (
	"bytes"
	"path/filepath"

	"github.com/xplatform-dev/xplatform/internal/drawing"
	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// farmers draws the claim of the first page from its golden, as xplatform draw does from
// the claim itself.
func farmers(root string) ([]byte, error) {
	resources, composite, err := render.ReadObserved(filepath.Join(root, "test/pipeline/cases/farmers/want.yaml"))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = drawing.WriteSVG(&out, outline.Read(composite, resources, nil), false)
	return out.Bytes(), err
}
