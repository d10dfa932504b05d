# Every target is described by the words after its ##; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

GO  ?= go
BIN := _output/bin

# Everything is compiled in one way, so that packages, programs and tests share
# the AWS types in Go's cache: they take minutes to compile.
export CGO_ENABLED := 0
export GOFLAGS     := $(strip $(GOFLAGS) -trimpath -buildvcs=false)

# Where packages are published, and as what.
REGISTRY ?= xpkg.crossplane.io
ORG      ?= xplatform-dev
VERSION  ?= $(or $(shell git describe --tags --match='v[0-9]*' --dirty 2>/dev/null),v0.0.0-dev)

# Which versions of the provider's packages the Configuration asks for, other than
# the one in go.mod and all later ones before the next major version: a constraint
# such as >=v2.7.0, <v2.8.0.
PROVIDER_VERSIONS ?=

# A mirror of xpkg.crossplane.io that a cluster pulls from: a host and a path.
MIRROR ?=

# The source that is packaged: another directory, for packages of another version.
SOURCE ?= .

functions := $(notdir $(wildcard $(SOURCE)/cmd/function-xplatform*))
programs  := $(addprefix $(BIN)/,$(functions) xplatform xplatform-simulated-aws)
stamp     := -s -w -X github.com/xplatform-dev/xplatform/internal/version.version=$(VERSION)
sources   := go.mod go.sum $(shell find apis cmd functions internal -type f ! -name '*_test.go' ! -path '*/testdata/*')

##@ Use

.PHONY: help
help: ## List the targets.
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z0-9-]+:.*## / {printf "  \033[1m%-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: render
render: build ## Print every resource of a claim. CLAIM= OBSERVED= FAMILY=cluster|namespaced RECONCILE=settled|first
	@$(BIN)/xplatform render '$(or $(CLAIM),examples/farmers/claim.yaml)' --crossplane --output=yaml --summary $(if $(OBSERVED),--observed='$(OBSERVED)') $(if $(FAMILY),--family='$(FAMILY)') $(if $(RECONCILE),--reconcile='$(RECONCILE)')

.PHONY: build
build: $(BIN)/crossplane $(BIN)/crossplane-core $(programs) ## Build the functions, the xplatform command, the crossplane CLI and Crossplane into _output/bin.

##@ Try on a control plane of your own

XPKG       := _output/xpkg
INSTALL    := _output/install
PLANE      := _output/controlplane
plane_needs := $(addprefix $(BIN)/,crossplane crossplane-core xplatform-controlplane xplatform-package xplatform-simulated-aws)
plane        = $(BIN)/xplatform-controlplane $(1) --state=$(PLANE) --bin-dir=$(BIN) --packages=$(XPKG) \
  --core='$(shell $(GO) -C tools/crossplane list -m -f '{{.Dir}}' github.com/crossplane/crossplane/v2)' \
  --provider-crds='$(provider_crds)' \
  --registry='$(REGISTRY)' --organisation='$(ORG)' --version='$(VERSION)' --aws='$(AWS)' $(if $(emulated),$(emulation)) $(PLANE_FLAGS)
provider_crds = $(shell $(GO) mod download -json github.com/upbound/provider-aws/v2 | sed -n 's|.*"Dir": "\(.*\)".*|\1|p')/package/crds
AWS         ?= simulated
NATIVE      := $(shell $(GO) env GOARCH)

# The provider's own program, trimmed to the kinds in use, and a Python that has moto
# to play AWS. A program that is compiled already can be set.
PROVIDER ?= $(BIN)/provider-aws
POLL     ?= 2m
REST     ?= 10m
PYTHON   ?= $(firstword $(wildcard _output/provider/venv/bin/python3) python3)
moto     := test/provider/moto
emulated   = $(filter moto,$(AWS))
emulation  = --provider='$(PROVIDER)' --python='$(PYTHON)' --moto='$(moto)/server.py' --poll='$(POLL)'
moto_wanted = $(shell sed -n 's/^moto\[server\]==//p' $(moto)/requirements.txt)

.PHONY: moto
moto:
	@found=$$('$(PYTHON)' -c 'import moto.server; print(moto.__version__)' 2>&1 | tail -1 || true); \
	  [[ $$found == '$(moto_wanted)' ]] || { printf '%s\n' "cannot find moto $(moto_wanted) in $(PYTHON): $$found" 'install it for this target, with Python 3.10 or later:' \
	    '  python3 -m venv _output/provider/venv && _output/provider/venv/bin/pip install -r $(moto)/requirements.txt' 'or name a Python that has it: PYTHON=…' >&2; exit 1; }

.PHONY: up
up: $(if $(filter moto,$(AWS)),moto $(PROVIDER)) $(plane_needs) ## Start Crossplane on this machine, without containers, and install the packages. AWS=simulated|none|moto
	@$(MAKE) xpkg ARCHITECTURES=$(NATIVE)
	@$(call plane,up)

.PHONY: down
down: $(BIN)/xplatform-controlplane ## Stop it, and delete its state.
	@$(call plane,down)

.PHONY: kubectl
kubectl: $(BIN)/kubectl ## Build kubectl into _output/bin, for machines that have none.

.PHONY: e2e
e2e: $(plane_needs) $(BIN)/kubectl ## Run the end-to-end tests on a control plane of their own. RUN=a pattern of tests PREVIOUS=the revision to upgrade from
	@$(MAKE) xpkg ARCHITECTURES=$(NATIVE)
	@$(if $(upgrades),$(MAKE) previous)
	@$(call plane,down)
	@$(call plane,up) $(if $(upgrades),--source='$(previous_source)' --packages='$(previous)/xpkg' --version=$(previous_version) --next=.)
	@status=0; { $(if $(upgrades),XPLATFORM_PREVIOUS='$(abspath $(previous_source))' $(e2e_test) -run '^TestUpgrade$$' &&) \
	  $(e2e_test) -skip '^TestUpgrade$$' $(if $(RUN),-run '$(RUN)'); } || status=$$?; \
	  [[ $$status == 0 ]] || { $(evidence); }; \
	  [[ -n '$(KEEP)' ]] || $(call plane,down); exit $$status

.PHONY: provider-e2e
provider-e2e: AWS = moto
provider-e2e: moto $(PROVIDER) $(plane_needs) ## Run the provider itself against moto: 20 CPU minutes to compile once, then an hour. REST=10m CASES=names of test/pipeline POLL=2m PROVIDER=a program that is compiled
	@$(MAKE) xpkg ARCHITECTURES=$(NATIVE)
	@$(call plane,down)
	@$(call plane,up)
	@status=0; rm -f '$(provider_report)'; \
	  XPLATFORM_PLANE='$(abspath $(PLANE))' XPLATFORM_PROVIDER='$(notdir $(PROVIDER))' XPLATFORM_PROVIDER_REST='$(REST)' XPLATFORM_PROVIDER_REPORT='$(abspath $(provider_report))' \
	  $(if $(filter undefined,$(origin CASES)),,XPLATFORM_PROVIDER_CASES='$(CASES)') $(GO) test -count=1 -timeout=4h -v -run '^TestProvider$$' ./test/e2e || status=$$?; \
	  cat '$(provider_report)' || true; \
	  [[ $$status == 0 ]] || { $(evidence); }; \
	  [[ -n '$(KEEP)' ]] || $(call plane,down); exit $$status

provider_report := _output/provider/report.txt

$(BIN)/provider-aws: go.mod examples/install/activation-policy.yaml $(wildcard test/provider/build/*.go)
	@$(GO) run ./test/provider/build --out='$(abspath $@)' --source='$(abspath _output/provider/source)'
	@touch $@

# What a control plane leaves behind when tests fail: its logs, what exists in the
# simulated AWS or was asked of moto, and the last words of each program. Lines are cut:
# some programs write whole objects, which would hide the failure.
failed   := _output/failed
evidence  = rm -rf '$(failed)' && mkdir -p '$(failed)' && cp -r $(PLANE)/log $(PLANE)/*.json* '$(failed)' || true; \
  for log in $$(find $(failed)/log -name '*.log' -size +0); do echo "-- $$log"; tail -n 5 "$$log" | cut -c1-300; done >&2 || true; echo 'the logs of the control plane are kept in $(failed)' >&2

e2e_test = XPLATFORM_PLANE_FLAGS='$(PLANE_FLAGS)' XPLATFORM_PLANE='$(abspath $(PLANE))' XPLATFORM_BIN='$(abspath $(BIN))' XPLATFORM_PACKAGES='$(abspath $(XPKG))' XPLATFORM_VERSION='$(VERSION)' \
  XPLATFORM_PROVIDER_CRDS='$(provider_crds)' $(GO) test -count=1 -timeout=90m -v ./test/e2e

# The version that is upgraded from: the newest release before this one. As long
# as there is none, it is the first source that composed all of the API; where not
# even that is at hand, as in a shallow clone, this source stands in for it.
PREVIOUS ?= $(or \
  $(shell git -c versionsort.suffix=- tag --list 'v[0-9]*' --merged HEAD --no-contains HEAD --sort=-version:refname 2>/dev/null | head -1),\
  $(shell git cat-file -e '462ef5b^{commit}' 2>/dev/null && echo 462ef5b))

# The plane starts with the version before this one if a test upgrades it.
upgrades         = $(if $(RUN),$(findstring Upgrade,$(RUN)),yes)
previous        := _output/previous
previous_source  = $(if $(PREVIOUS),$(previous)/source,.)
# Lower than any version that this source may have: a release that it follows is
# not lower than v0.1.0-3-gabcdef, and Crossplane takes no package back.
previous_version := v0.0.0-0.previous

.PHONY: previous
previous:
	@rm -rf '$(previous)' && mkdir -p '$(previous)/source'
	@$(if $(PREVIOUS),git archive '$(PREVIOUS)' | tar -x -C '$(previous)/source',echo 'no previous version is at hand: upgrading from this source itself' >&2)
	@$(MAKE) xpkg SOURCE='$(previous_source)' XPKG='$(previous)/xpkg' INSTALL='$(previous)/install' VERSION=$(previous_version) ARCHITECTURES=$(NATIVE)

##@ Publish

.PHONY: xpkg
xpkg: $(BIN)/crossplane $(BIN)/xplatform-package ## Build the packages into _output/xpkg, and the manifests that install them into _output/install. REGISTRY= ORG= VERSION= MIRROR= PROVIDER_VERSIONS= ARCHITECTURES=
	@for arch in $(subst $(comma), ,$(ARCHITECTURES)); do \
	  echo "compiling the functions for $$arch …" >&2; \
	  mkdir -p $(XPKG)/bin/linux_$$arch; \
	  GOOS=linux GOARCH=$$arch $(microarchitectures) $(GO) -C '$(SOURCE)' build -ldflags '$(stamp)' -o '$(abspath $(XPKG))'/bin/linux_$$arch/ $(addprefix ./cmd/,$(functions)); \
	done
	@$(BIN)/xplatform-package build $(release)
	@cd $(XPKG) && sha256sum *.xpkg >&2
	@echo "compiled by $$($(GO) -C '$(SOURCE)' env GOVERSION): the same version of Go gives the same bytes" >&2
	@echo 'to install them, apply $(INSTALL) as docs/running.md says' >&2

.PHONY: xpkg-push
xpkg-push: xpkg ## Push the packages as REGISTRY/ORG/…:VERSION with the crossplane CLI, the Configuration last.
	@$(BIN)/xplatform-package push $(release)

ARCHITECTURES ?= amd64,arm64

# What programs may expect of a processor, whatever this machine's Go is set to. They
# are Go's defaults, so that what is compiled elsewhere is compiled for packages, too.
microarchitectures = GOAMD64=v1 GOARM64=v8.0 GOEXPERIMENT=

comma         := ,
release        = --source='$(SOURCE)' --registry='$(REGISTRY)' --organisation='$(ORG)' --version='$(VERSION)' --architectures='$(ARCHITECTURES)' --out='$(XPKG)' --binaries='$(XPKG)/bin' --install='$(INSTALL)' --mirror='$(MIRROR)' --provider-versions='$(PROVIDER_VERSIONS)'

$(BIN)/xplatform-package: $(shell find tools/package -name '*.go' ! -name '*_test.go') tools/package/go.mod tools/package/go.sum
	@$(GO) -C tools/package build -o '$(abspath $@)' .
	@touch $@

##@ Develop

.PHONY: test
test: build $(BIN)/crossplane-oldest ## Run all tests, the rendered cases through the real crossplane CLI included.
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) test -timeout=40m ./...
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) -C tools/package test -timeout=40m ./...
	$(GO) -C tools/controlplane test ./internal/bridge ./internal/emulation ./internal/localruntime ./internal/provider

.PHONY: bench
bench: $(programs) ## Run the benchmarks of the functions. BENCHTIME=how long each takes BENCH=a pattern of them
	XPLATFORM_BIN='$(abspath $(BIN))' $(GO) test -run '^$$' -bench '$(BENCH)' -benchtime '$(BENCHTIME)' -timeout=1h \
	  ./apis/xplatform/v1alpha1 ./internal/plan/edge ./internal/route ./test/pipeline

BENCH     ?= .
BENCHTIME ?= 1s

.PHONY: bench-peers
bench-peers: $(programs) ## Compare the functions' CPU time with that of function-go-templating and function-auto-ready. PEERS=a directory with both programs ROUNDS=5
	@for peer in function-go-templating function-auto-ready; do [[ -x '$(PEERS)'/$$peer ]] || { \
	  printf '%s\n' "cannot find $(PEERS)/$$peer: build it from a checkout of github.com/crossplane-contrib/$$peer with" "  go build -o $$PWD/$(PEERS)/$$peer ." 'or name another directory: PEERS=…' >&2; exit 1; }; done
	@XPLATFORM_BIN='$(abspath $(BIN))' XPLATFORM_PEERS='$(abspath $(PEERS))' XPLATFORM_ROUNDS='$(ROUNDS)' \
	  XPLATFORM_PEERS_TABLE='$(abspath $(peers_table))' XPLATFORM_PEERS_PLOT='$(abspath docs/performance.svg)' \
	  $(GO) test -count=1 -timeout=2h -run '^TestPeers$$' ./test/pipeline
	@cat '$(peers_table)'

.PHONY: bench-crossplane
bench-crossplane: up ## Measure what a reconcile costs Crossplane itself with four functions, and with one, on a control plane of its own. RECONCILES=200
	@status=0; XPLATFORM_SHARE='$(RECONCILES)' $(e2e_test) -run '^TestCrossplaneShare$$' || status=$$?; $(call plane,down); exit $$status

RECONCILES  ?= 200
PEERS       ?= _output/peers
ROUNDS      ?= 5
peers_table := _output/peers.md

.PHONY: golden
golden: ## Rewrite the golden files of test/pipeline. Read the diff before you commit it.
	$(GO) test ./test/pipeline -run TestGolden -update

.PHONY: lint
lint: $(BIN)/golangci-lint ## Run golangci-lint.
	$(BIN)/golangci-lint run --allow-parallel-runners
	cd tools/package && '$(abspath $(BIN))/golangci-lint' run --allow-parallel-runners
	$(GO) -C tools/controlplane vet ./... # golangci-lint would analyze all of Kubernetes, with 7 GB of memory.

.PHONY: format
format: $(BIN)/golangci-lint ## Format the code.
	$(BIN)/golangci-lint fmt

.PHONY: generate
generate: ## Regenerate XRDs, schemas, API reference, drawing and activation policy.
	$(GO) run ./hack/generate

.PHONY: verify
verify: generate ## Fail where generated files or go.mod are not up to date, or wording is not the field's.
	$(GO) run ./hack/words
	$(GO) mod tidy -diff
	$(GO) -C tools/package mod tidy -diff
	$(GO) -C tools/controlplane mod tidy -diff
	@changed=$$(git status --porcelain -- apis docs/farmers.svg docs/reference docs/schema examples/install); \
	  if [[ -n $$changed ]]; then echo "not up to date, run make generate and commit:" >&2; echo "$$changed" >&2; exit 1; fi

.PHONY: clean
clean: ## Remove everything that was built.
	rm -rf _output

# Tools are pinned in modules of their own, so that their dependencies stay out
# of the product's go.mod. The CLI and Crossplane itself are in one module, as the
# CLI renders with Crossplane's reconciler: nearly all packages are common to both.
pinned             = $(shell sed -n 's|.*$(1) \(v[^ ]*\).*|\1|p' tools/crossplane/go.mod)
cli_version        = $(call pinned,github.com/crossplane/cli/v2)
core_version       = $(call pinned,github.com/crossplane/crossplane/v2)

$(BIN)/crossplane: tools/crossplane/go.mod tools/crossplane/go.sum
	@echo 'compiling the crossplane CLI $(cli_version), once: 3 to 5 minutes …' >&2
	@$(GO) -C tools/crossplane build -o '$(abspath $@)' \
	  -ldflags '-s -w -X github.com/crossplane/crossplane-runtime/v2/pkg/version.version=$(cli_version)' \
	  github.com/crossplane/cli/v2/cmd/crossplane
	@touch $@

# Crossplane says which version it is of: packages ask for it.
$(BIN)/crossplane-core: tools/crossplane/go.mod tools/crossplane/go.sum
	@echo 'compiling Crossplane $(core_version), once: 1 to 3 minutes …' >&2
	@$(GO) -C tools/crossplane build -o '$(abspath $@)' \
	  -ldflags '-s -w -X github.com/crossplane/crossplane-runtime/v2/pkg/version.version=$(core_version)' \
	  github.com/crossplane/crossplane/v2/cmd/crossplane
	@touch $@

oldest_version = $(shell sed -n 's|.*github.com/crossplane/crossplane/v2 \(v[^ ]*\).*|\1|p' tools/oldest/go.mod)

$(BIN)/crossplane-oldest: tools/oldest/go.mod tools/oldest/go.sum
	@echo 'compiling the crossplane CLI $(oldest_version), the oldest that is supported, once: 1 to 4 minutes …' >&2
	@$(GO) -C tools/oldest build -o '$(abspath $@)' -ldflags '-s -w' github.com/crossplane/crossplane/v2/cmd/crank
	@touch $@

$(BIN)/golangci-lint: tools/lint/go.mod tools/lint/go.sum
	@echo 'compiling golangci-lint, once: 1 to 3 minutes …' >&2
	@$(GO) -C tools/lint build -o '$(abspath $@)' github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	@touch $@

# The API server says which version it is of.
kubernetes_version = $(shell sed -n 's|^\tk8s.io/kubernetes \(v[^ ]*\)|\1|p' tools/controlplane/go.mod)
kubernetes_stamp   = -s -w -X k8s.io/component-base/version.gitVersion=$(kubernetes_version) \
  -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=$(word 2,$(subst ., ,$(kubernetes_version)))

$(BIN)/xplatform-controlplane: tools/controlplane/go.mod tools/controlplane/go.sum $(shell find tools/controlplane -name '*.go' -o -name '*.yaml')
	@echo 'compiling the control plane, Kubernetes $(kubernetes_version) …$(if $(wildcard $@),, the first time takes 3 to 5 minutes)' >&2
	@$(GO) -C tools/controlplane build -o '$(abspath $@)' -ldflags '$(kubernetes_stamp)' ./cmd/xplatform-controlplane
	@touch $@

$(BIN)/kubectl: tools/controlplane/go.mod tools/controlplane/go.sum
	@echo 'compiling kubectl $(kubernetes_version) …' >&2
	@$(GO) -C tools/controlplane build -o '$(abspath $@)' -ldflags '$(kubernetes_stamp)' k8s.io/kubernetes/cmd/kubectl
	@touch $@

$(programs): $(BIN)/%: $(sources)
	@echo 'compiling $* …$(if $(wildcard $@),, the first time takes some minutes: the AWS types are many)' >&2
	@$(GO) build -ldflags '$(stamp)' -o $@ ./cmd/$*
	@touch $@
