// Made by scripts/apiTypes.js from openapi.json: change that, not this.
export interface paths {
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Complete a path
         * @description Files and folders below the data root whose path begins with what was typed.
         */
        get: operations["completePath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that opens without a token, for a while
         * @description Good for GET and HEAD of exactly this path; for the S3 view, of all below it.
         */
        post: operations["makeLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/compute-dashboard-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compute dashboards ahead
         * @description A job like an export, followed, cancelled, retried and removed at the same addresses; it leaves dashboards that are shown at once instead of an archive.
         */
        post: operations["computeDashboardData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an export */
        post: operations["startExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what an export would be, without starting it */
        post: operations["estimateExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an export */
        get: operations["getExport"];
        put?: never;
        post?: never;
        /** Remove an export that has ended, and its archive */
        delete: operations["deleteExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an export
         * @description One that is cancelled already stays so.
         */
        post: operations["cancelExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the archive, whole or a part
         * @description Takes Range (one range), If-Range and If-None-Match; the ETag is the sha256 of the archive.
         */
        get: operations["downloadArchive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** What a download would answer, without the archive */
        head: operations["headArchive"];
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/{id}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push a finished export's tree to a Neuronpedia
         * @description A job like an export. A database gets the whole source in one transaction; a source that it has already fails the job, since Neuronpedia keeps the rows that are there.
         */
        post: operations["pushExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/export/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a failed or cancelled export again from its finished shards */
        post: operations["retryExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List exports, or jobs of another kind */
        get: operations["listExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/neuronpedia/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the Neuronpedias that exports may be pushed to
         * @description Configured by npexport.targets; without any, the list is empty.
         */
        get: operations["listTargets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List SAEs, newest first */
        get: operations["listSaes"];
        put?: never;
        /**
         * Register an SAE
         * @description Reads headers and fingerprints of all inputs and answers every problem found at once. The same inputs have the same id; registering them again updates paths, labels and a given name.
         */
        post: operations["registerSae"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an SAE */
        get: operations["getSae"];
        put?: never;
        post?: never;
        /**
         * Forget an SAE
         * @description Its finished exports keep their history and archives.
         */
        delete: operations["forgetSae"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saes/{id}/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Browse features
         * @description Rows have no numbers until the first export of the SAE has counted its activations.
         */
        get: operations["listFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saes/{id}/features/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit one feature's label
         * @description Comes before everything that the labels file says of the feature, in exports that are planned from now on too. A label that is cleared stays cleared until the edit is undone by loading labels with replace=true.
         */
        patch: operations["editLabel"];
        trace?: never;
    };
    "/api/v1/saes/{id}/features/{index}/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one feature's dashboard
         * @description Equal, as JSON, to what an export with default options writes as features/{index}.json, with the label of now. Computed once, then kept. The first one of an SAE groups its activations and takes longer; compute-dashboard-data does it ahead.
         */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saes/{id}/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Edit many labels
         * @description JSON lines or CSV with a header, of the fields feature_index, label, category, description, method, model, score, created_at: each row replaces the whole label of its feature. All rows are taken or none; every problem names its line. A body has at most 64 MiB, some 200,000 labels of a sentence each; more come in several bodies, since features that a body does not name keep their labels.
         */
        post: operations["loadLabels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether the caller has to sign in */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in
         * @description Sets a cookie that a browser then sends with every request, downloads and WebSockets included.
         */
        post: operations["signIn"];
        /** Sign out: remove the cookie */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActivationSource: {
            /** Format: int64 */
            counted_tokens: number;
            decoder_norm_folded: boolean;
            ignored_token_ids: number[];
            kind: string;
            /** Format: double */
            mean_l0: number;
            /** Format: int32 */
            prompts: number;
            /** Format: int32 */
            tokens_per_prompt: number;
            /** Format: int64 */
            total_tokens: number;
            value_precision: string;
        };
        Dashboard: {
            activations?: components["schemas"]["DashboardExample"][];
            category?: string;
            description?: string;
            /** Format: int32 */
            feature_index: number;
            histogram?: components["schemas"]["DashboardHistogram"];
            label?: string;
            logit_lens?: components["schemas"]["DashboardLogitLens"];
            statistics: components["schemas"]["DashboardStatistics"];
            top_tokens?: components["schemas"]["DashboardTopToken"][];
        };
        DashboardDataRequest: {
            /** @description All features without one */
            config?: {
                /** @description Only with custom */
                feature_indices: number[];
                /**
                 * @description Only with custom, both ends inclusive
                 * @example [
                 *       "0-99"
                 *     ]
                 */
                feature_ranges: string[];
                /**
                 * @default all
                 * @enum {string}
                 */
                feature_selection: "all" | "extracted" | "custom";
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                max_activation_frequency: number;
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                min_activation_frequency: number;
            };
            /**
             * Format: uuid
             * @description A registered SAE
             */
            sae_id: string | null;
        };
        DashboardExample: {
            /**
             * Format: double
             * @description Share of the activations inside the interval
             */
            bin_contains?: number;
            /** Format: double */
            bin_max?: number;
            /** Format: double */
            bin_min?: number;
            context_after: string;
            context_before: string;
            /**
             * @description The strongest, or drawn from an interval of strength
             * @enum {string}
             */
            group: "top" | "interval";
            /** Format: int32 */
            max_index: number;
            /** Format: double */
            max_value: number;
            /** Format: int32 */
            position: number;
            /** Format: int32 */
            prompt_index: number;
            token: string;
            token_ids: number[];
            tokens: string[];
            values: number[];
            /** Format: int32 */
            window_start?: number;
        };
        DashboardHistogram: {
            bin_edges: number[];
            counts: number[];
            log_scale: boolean;
            /** Format: double */
            max?: number;
            /** Format: double */
            mean?: number;
            /** Format: double */
            min?: number;
            /** Format: int64 */
            nonzero_count: number;
            /** Format: double */
            std?: number;
            /**
             * Format: int64
             * @description Counted tokens
             */
            total_count: number;
        };
        DashboardLogit: {
            token: string;
            /** Format: int32 */
            token_id: number;
            /** Format: double */
            value: number;
        };
        DashboardLogitHistogram: {
            bin_edges: number[];
            counts: number[];
        };
        DashboardLogitLens: {
            histogram?: components["schemas"]["DashboardLogitHistogram"];
            /**
             * Format: double
             * @description Over the vocabulary
             */
            mean: number;
            /** Format: double */
            std: number;
            top_negative: components["schemas"]["DashboardLogit"][];
            top_positive: components["schemas"]["DashboardLogit"][];
        };
        DashboardStatistics: {
            /** Format: int64 */
            activation_count: number;
            /** Format: double */
            activation_frequency: number;
            /** Format: double */
            decoder_norm: number;
            /**
             * Format: double
             * @description The label's score
             */
            interpretability_score?: number;
            is_dead: boolean;
            /** Format: double */
            max_activation: number;
            /** Format: double */
            mean_activation: number;
            /** Format: double */
            std_activation: number;
        };
        DashboardTopToken: {
            /** Format: int64 */
            count: number;
            /** Format: double */
            max_activation: number;
            /** Format: double */
            mean_activation: number;
            token: string;
            /** Format: int32 */
            token_id: number;
            /** Format: double */
            total_activation: number;
        };
        Estimate: {
            /** Format: int32 */
            feature_count: number;
            /** @description Whether feature_count is certain; otherwise it is the most that there can be, since nobody has counted this SAE's activations by feature yet */
            feature_count_exact: boolean;
            /**
             * @description this_sae: of its last export here; another_sae: of another SAE's last export here; assumed: nothing was exported here yet, so a few cores are assumed
             * @enum {string}
             */
            pace: "this_sae" | "another_sae" | "assumed";
            /**
             * Format: double
             * @description Roughly; at the pace that pace names
             */
            seconds: number;
            /**
             * Format: int64
             * @description Size of the archive, roughly
             */
            size_bytes: number;
        };
        Export: {
            /**
             * Format: int32
             * @description Rises with each retry
             */
            attempts: number;
            cancelled_by: string | null;
            /** @description When it reached its end, whichever */
            completed_at: ((string | components["schemas"]["Instant"] | null) | null) | components["schemas"]["Instant"] | null;
            /** @description The config with defaults applied; absent in lists */
            config: {
                /**
                 * @default exact
                 * @enum {string}
                 */
                definitions: "exact" | "saedashboard";
                /**
                 * Format: int32
                 * @description Each of 5 examples
                 * @default 5
                 */
                example_intervals: number;
                /**
                 * Format: int32
                 * @description 0: the whole prompt; 8 to 1024: tokens on each side
                 * @default 0
                 */
                example_window: number;
                /**
                 * Format: int32
                 * @default 20
                 */
                examples_per_feature: number;
                /** @description Only with custom */
                feature_indices: number[];
                /**
                 * @description Only with custom, both ends inclusive
                 * @example [
                 *       "0-99"
                 *     ]
                 */
                feature_ranges: string[];
                /**
                 * @description all: every index; extracted: those with activations; custom: exactly those named
                 * @default all
                 * @enum {string}
                 */
                feature_selection: "all" | "extracted" | "custom";
                /**
                 * Format: int32
                 * @description Only with saedashboard: the batches that it correlates features in; 128 if absent
                 */
                features_per_batch: number;
                /**
                 * Format: int32
                 * @default 50
                 */
                histogram_bins: number;
                /**
                 * @default linear
                 * @enum {string}
                 */
                histogram_scale: "linear" | "log";
                /** @default true */
                include_examples: boolean;
                /** @default true */
                include_explanations: boolean;
                /** @default true */
                include_histograms: boolean;
                /** @default true */
                include_logit_lens: boolean;
                /** @default true */
                include_neuronpedia_import: boolean;
                /** @default true */
                include_saelens_weights: boolean;
                /** @default true */
                include_top_tokens: boolean;
                /**
                 * Format: int32
                 * @default 20
                 */
                logit_lens_k: number;
                /**
                 * @default none
                 * @enum {string}
                 */
                logit_lens_norm: "none" | "final";
                /** @default false */
                mask_unused_vocabulary: boolean;
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                max_activation_frequency: number;
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                min_activation_frequency: number;
                neuronpedia: components["schemas"]["NeuronpediaNames"];
                /**
                 * Format: int64
                 * @default 0
                 */
                seed: number;
                /**
                 * Format: int32
                 * @default 50
                 */
                top_tokens_k: number;
            } | null;
            created_at: components["schemas"]["Instant"];
            download_url: string | null;
            error_code: string | null;
            error_details: components["schemas"]["ProblemItem"][] | null;
            error_message: string | null;
            /**
             * Format: double
             * @description Absent while unknown
             */
            eta_seconds: number | null;
            /**
             * Format: int32
             * @description 0 until planned
             */
            feature_count: number;
            /** Format: int32 */
            features_done: number;
            /**
             * Format: double
             * @description Over the last 10 seconds; absent while unknown
             */
            features_per_second: number | null;
            /** Format: int64 */
            file_size_bytes: number | null;
            id: components["schemas"]["UUID"];
            /** @enum {string} */
            kind: "export" | "dashboard_data" | "push";
            /** @description Relative to the data root */
            output_path: string | null;
            /** Format: double */
            progress: number;
            /** @description Of a push */
            push: components["schemas"]["Push"] | null;
            sae_id: components["schemas"]["UUID"];
            sae_name: string;
            /** @description Of the archive, lower-case hex */
            sha256: string | null;
            /** @description Absent in lists */
            shards: components["schemas"]["Shard"][] | null;
            /** @enum {string} */
            stage: "planning" | "computing" | "packaging";
            started_at: components["schemas"]["Instant"] | null;
            /** @enum {string} */
            status: "pending" | "computing" | "packaging" | "completed" | "failed" | "cancelled";
        };
        /** @description All fields optional; out of range is a 400 that names the field */
        ExportConfig: {
            /**
             * @default exact
             * @enum {string}
             */
            definitions: "exact" | "saedashboard";
            /**
             * Format: int32
             * @description Each of 5 examples
             * @default 5
             */
            example_intervals: number;
            /**
             * Format: int32
             * @description 0: the whole prompt; 8 to 1024: tokens on each side
             * @default 0
             */
            example_window: number;
            /**
             * Format: int32
             * @default 20
             */
            examples_per_feature: number;
            /** @description Only with custom */
            feature_indices: number[];
            /**
             * @description Only with custom, both ends inclusive
             * @example [
             *       "0-99"
             *     ]
             */
            feature_ranges: string[];
            /**
             * @description all: every index; extracted: those with activations; custom: exactly those named
             * @default all
             * @enum {string}
             */
            feature_selection: "all" | "extracted" | "custom";
            /**
             * Format: int32
             * @description Only with saedashboard: the batches that it correlates features in; 128 if absent
             */
            features_per_batch: number;
            /**
             * Format: int32
             * @default 50
             */
            histogram_bins: number;
            /**
             * @default linear
             * @enum {string}
             */
            histogram_scale: "linear" | "log";
            /** @default true */
            include_examples: boolean;
            /** @default true */
            include_explanations: boolean;
            /** @default true */
            include_histograms: boolean;
            /** @default true */
            include_logit_lens: boolean;
            /** @default true */
            include_neuronpedia_import: boolean;
            /** @default true */
            include_saelens_weights: boolean;
            /** @default true */
            include_top_tokens: boolean;
            /**
             * Format: int32
             * @default 20
             */
            logit_lens_k: number;
            /**
             * @default none
             * @enum {string}
             */
            logit_lens_norm: "none" | "final";
            /** @default false */
            mask_unused_vocabulary: boolean;
            /**
             * Format: double
             * @description Inclusive; not with custom
             */
            max_activation_frequency: number;
            /**
             * Format: double
             * @description Inclusive; not with custom
             */
            min_activation_frequency: number;
            neuronpedia: components["schemas"]["NeuronpediaNames"];
            /**
             * Format: int64
             * @default 0
             */
            seed: number;
            /**
             * Format: int32
             * @default 50
             */
            top_tokens_k: number;
        };
        ExportPage: {
            items: components["schemas"]["Export"][];
            /**
             * Format: int32
             * @description Counts from 0
             */
            page: number;
            /** Format: int32 */
            size: number;
            /**
             * Format: int64
             * @description Items on all pages together
             */
            total: number;
            /** @description Number of exports by status, with the other filters applied */
            totals: {
                [key: string]: number;
            };
        };
        ExportRequest: {
            /** @description All fields optional; out of range is a 400 that names the field */
            config?: {
                /**
                 * @default exact
                 * @enum {string}
                 */
                definitions: "exact" | "saedashboard";
                /**
                 * Format: int32
                 * @description Each of 5 examples
                 * @default 5
                 */
                example_intervals: number;
                /**
                 * Format: int32
                 * @description 0: the whole prompt; 8 to 1024: tokens on each side
                 * @default 0
                 */
                example_window: number;
                /**
                 * Format: int32
                 * @default 20
                 */
                examples_per_feature: number;
                /** @description Only with custom */
                feature_indices: number[];
                /**
                 * @description Only with custom, both ends inclusive
                 * @example [
                 *       "0-99"
                 *     ]
                 */
                feature_ranges: string[];
                /**
                 * @description all: every index; extracted: those with activations; custom: exactly those named
                 * @default all
                 * @enum {string}
                 */
                feature_selection: "all" | "extracted" | "custom";
                /**
                 * Format: int32
                 * @description Only with saedashboard: the batches that it correlates features in; 128 if absent
                 */
                features_per_batch: number;
                /**
                 * Format: int32
                 * @default 50
                 */
                histogram_bins: number;
                /**
                 * @default linear
                 * @enum {string}
                 */
                histogram_scale: "linear" | "log";
                /** @default true */
                include_examples: boolean;
                /** @default true */
                include_explanations: boolean;
                /** @default true */
                include_histograms: boolean;
                /** @default true */
                include_logit_lens: boolean;
                /** @default true */
                include_neuronpedia_import: boolean;
                /** @default true */
                include_saelens_weights: boolean;
                /** @default true */
                include_top_tokens: boolean;
                /**
                 * Format: int32
                 * @default 20
                 */
                logit_lens_k: number;
                /**
                 * @default none
                 * @enum {string}
                 */
                logit_lens_norm: "none" | "final";
                /** @default false */
                mask_unused_vocabulary: boolean;
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                max_activation_frequency: number;
                /**
                 * Format: double
                 * @description Inclusive; not with custom
                 */
                min_activation_frequency: number;
                neuronpedia: components["schemas"]["NeuronpediaNames"];
                /**
                 * Format: int64
                 * @default 0
                 */
                seed: number;
                /**
                 * Format: int32
                 * @default 50
                 */
                top_tokens_k: number;
            };
            /**
             * Format: uuid
             * @description A registered SAE
             */
            sae_id: string | null;
        };
        FeatureRow: {
            /** Format: int64 */
            activation_count: number | null;
            /** Format: double */
            activation_frequency: number | null;
            category: string | null;
            description: string | null;
            /** Format: int32 */
            feature_index: number;
            is_dead: boolean | null;
            label: string | null;
            /**
             * @description file: from the labels file; api: edited here, which includes that it was cleared
             * @enum {string|null}
             */
            label_source: "file" | "api" | null;
            /** Format: float */
            max_activation: number | null;
            /** Format: double */
            mean_activation: number | null;
            /** @description How the label was found */
            method: string | null;
            /** @description The model that wrote the label */
            model: string | null;
            /**
             * Format: double
             * @description Of the label
             */
            score: number | null;
        };
        /** @description All features without one */
        FeatureSelection: {
            /** @description Only with custom */
            feature_indices: number[];
            /**
             * @description Only with custom, both ends inclusive
             * @example [
             *       "0-99"
             *     ]
             */
            feature_ranges: string[];
            /**
             * @default all
             * @enum {string}
             */
            feature_selection: "all" | "extracted" | "custom";
            /**
             * Format: double
             * @description Inclusive; not with custom
             */
            max_activation_frequency: number;
            /**
             * Format: double
             * @description Inclusive; not with custom
             */
            min_activation_frequency: number;
        };
        FileEntry: {
            directory: boolean;
            /**
             * @description Relative to the data root, with slashes
             * @example gpt2/sae
             */
            path: string;
            /**
             * Format: int64
             * @description Bytes; absent for folders
             */
            size: number | null;
        };
        FileList: {
            /** @description Folders first, each by name; at most 50 */
            items: components["schemas"]["FileEntry"][];
        };
        Fingerprints: {
            activation_cache: string;
            dense_activations: string | null;
            sae_weights: string;
            tokenizer: string;
            unembedding: string;
        };
        /**
         * Format: date-time
         * @example 2022-03-10T16:15:50Z
         */
        Instant: string;
        /** @description JSON merge patch: an absent field stays, null clears it. Without a label and a description left, the feature has no label. */
        LabelPatch: {
            /** @example Animal */
            category: string | null;
            description: string | null;
            /** @example names of whales */
            label: string | null;
            /**
             * @description How the label was found
             * @example human
             */
            method: string | null;
            /** @description The model that wrote it */
            model: string | null;
            /**
             * Format: double
             * @example 0.8
             */
            score: number | null;
        };
        LabelsLoaded: {
            /**
             * Format: int32
             * @description Features whose label the body set
             * @example 2
             */
            labelled: number;
            /**
             * Format: int32
             * @description Earlier edits that replace=true undid
             * @example 0
             */
            undone: number;
        };
        Link: {
            expires_at: components["schemas"]["Instant"];
            /** @description Relative to this service */
            url: string;
        };
        LinkRequest: {
            /**
             * Format: int32
             * @default 900
             */
            lifetime_seconds: number | null;
            /**
             * @description An export's download, its WebSocket or that of all exports, or /s3 for the S3 view
             * @example /s3
             */
            path: string | null;
        };
        /** @description Names in the Neuronpedia tree; what is absent is derived from the inputs */
        NeuronpediaNames: {
            creator_name: string;
            description: string;
            model_id: string;
            release: string;
            source_set: string;
            urls: string[];
        };
        PageFeatureView: {
            items: components["schemas"]["FeatureRow"][];
            /**
             * Format: int32
             * @description Counts from 0
             */
            page: number;
            /** Format: int32 */
            size: number;
            /**
             * Format: int64
             * @description Items on all pages together
             */
            total: number;
        };
        PageSaeView: {
            items: components["schemas"]["Sae"][];
            /**
             * Format: int32
             * @description Counts from 0
             */
            page: number;
            /** Format: int32 */
            size: number;
            /**
             * Format: int64
             * @description Items on all pages together
             */
            total: number;
        };
        /** @description RFC 9457 problem with a stable code */
        Problem: {
            /**
             * @description Stable code: that of the problems if they all have the same, else of the answer
             * @example width_mismatch
             */
            code: string;
            /** @description What happened here, for a person */
            detail: string;
            /** @description Path of the request */
            instance: string;
            /** @description Everything that is wrong, each with its place */
            problems: components["schemas"]["ProblemItem"][];
            /**
             * Format: int32
             * @description HTTP status
             * @example 422
             */
            status: number;
            /** @description The same for every problem with this code */
            title: string;
        };
        /** @description One of the things that are wrong */
        ProblemItem: {
            /**
             * @description Stable code
             * @example width_mismatch
             */
            code: string;
            /** @description File or folder as the request named it; empty if it concerns no file */
            file: string;
            /** @description What was found and what was expected */
            message: string;
            /**
             * @description Tensor, field, line or feature inside the file or body, or empty
             * @example tensor W_dec
             */
            where: string;
        };
        Push: {
            export_id: components["schemas"]["UUID"];
            target: string;
        };
        PushRequest: {
            /**
             * @description Name of a target
             * @example local
             */
            target: string | null;
        };
        RegisterSae: {
            /**
             * @description Activation cache: delphi folder, columnar file or JSONL
             * @example activations/delphi
             */
            activations_path: string | null;
            /**
             * @description Activations of the model itself at the SAE's hook, safetensors or npy [prompt, position, d_in]: what the correlated neurons of definitions saedashboard need
             * @example activations/dense.safetensors
             */
            dense_activations_path?: string | null;
            /**
             * @description Labels, JSONL or CSV
             * @example labels.jsonl
             */
            labels_path?: string | null;
            /**
             * @description Hugging Face model folder
             * @example model
             */
            model_path: string | null;
            /** @description Shown to people; the SAE folder's name without one */
            name?: string | null;
            /**
             * @description SAE folder
             * @example sae
             */
            sae_path: string | null;
        };
        Sae: {
            activations: components["schemas"]["ActivationSource"];
            activations_path: string;
            /**
             * @description SAELens's inference architecture
             * @example jumprelu
             */
            architecture: string;
            created_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Width of the SAE's input
             */
            d_in: number;
            /**
             * Format: int32
             * @description Width of the unembedding
             */
            d_model: number;
            /**
             * Format: int32
             * @description Number of features
             */
            d_sae: number;
            dense_activations_path: string | null;
            fingerprints: components["schemas"]["Fingerprints"];
            /**
             * @description How the SAE is stored
             * @example saelens
             */
            format: string;
            hook_name: string | null;
            hook_point: string | null;
            /** @description The same inputs have the same id in every installation */
            id: components["schemas"]["UUID"];
            /** Format: int32 */
            label_count: number;
            labels_path: string | null;
            /** Format: int32 */
            layer: number | null;
            model_name: string | null;
            model_path: string;
            name: string;
            /** @description Model id that the Neuronpedia tree gets unless the config says another */
            neuronpedia_model_id: string | null;
            /**
             * Format: int64
             * @description Stored activations
             */
            nonzeros: number;
            sae_path: string;
            source_set: string | null;
            /**
             * Format: int32
             * @description Rows of the unembedding
             */
            vocabulary: number;
            /** @description Sentences for a person */
            warnings: string[];
        };
        Session: {
            /** @description Whether this service asks who its callers are */
            authentication_required: boolean;
            /** @description When the session that was just opened ends */
            expires_at: ((string | components["schemas"]["Instant"] | null) | null) | components["schemas"]["Instant"] | null;
            /** @description What it accepts: token, oidc or both */
            methods: string[];
            /** @description Whether this request showed a session */
            signed_in: boolean;
        };
        Shard: {
            /**
             * Format: int32
             * @description How often it was begun
             */
            attempt: number;
            /** Format: int32 */
            feature_count: number;
            /** Format: int32 */
            features_done: number;
            /** Format: int32 */
            number: number;
            /** @enum {string} */
            status: "pending" | "running" | "done" | "failed";
        };
        SignIn: {
            /** @description The API token, or an access token of the OIDC issuer */
            token: string | null;
        };
        Target: {
            /**
             * @description database: rows are inserted into its PostgreSQL; import_api: its import route reads this service's S3 view
             * @enum {string}
             */
            kind: "database" | "import_api";
            /** @example local */
            name: string;
            /** @example http://localhost:3000 */
            url: string;
        };
        TargetList: {
            items: components["schemas"]["Target"][];
        };
        /** Format: uuid */
        UUID: string;
    };
    responses: {
        /** @description The export */
        Job: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "attempts": 1,
                 *       "config": {
                 *         "feature_selection": "all",
                 *         "logit_lens_k": 20,
                 *         "neuronpedia": {
                 *           "model_id": "tinystories-1m",
                 *           "source_set": "res-1k"
                 *         }
                 *       },
                 *       "created_at": "2026-03-02T09:31:00Z",
                 *       "eta_seconds": 2.9,
                 *       "feature_count": 1024,
                 *       "features_done": 420,
                 *       "features_per_second": 210,
                 *       "id": "7b0c4b7e-5d0a-4c39-9d0e-1a7f6a1f4f02",
                 *       "kind": "export",
                 *       "progress": 0.41,
                 *       "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                 *       "sae_name": "tinystories res 1k",
                 *       "shards": [
                 *         {
                 *           "attempt": 1,
                 *           "feature_count": 420,
                 *           "features_done": 420,
                 *           "number": 0,
                 *           "status": "done"
                 *         },
                 *         {
                 *           "attempt": 1,
                 *           "feature_count": 604,
                 *           "features_done": 0,
                 *           "number": 1,
                 *           "status": "running"
                 *         }
                 *       ],
                 *       "stage": "computing",
                 *       "started_at": "2026-03-02T09:31:00.4Z",
                 *       "status": "computing"
                 *     }
                 */
                "application/json": components["schemas"]["Export"];
            };
        };
        /** @description Accepted; with Idempotent-Replayed: true if this key made the job before */
        JobAccepted: {
            headers: {
                "Idempotent-Replayed"?: string;
                Location?: string;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "attempts": 1,
                 *       "config": {
                 *         "feature_selection": "all",
                 *         "logit_lens_k": 20,
                 *         "neuronpedia": {
                 *           "model_id": "tinystories-1m",
                 *           "source_set": "res-1k"
                 *         }
                 *       },
                 *       "created_at": "2026-03-02T09:31:00Z",
                 *       "feature_count": 0,
                 *       "features_done": 0,
                 *       "id": "7b0c4b7e-5d0a-4c39-9d0e-1a7f6a1f4f02",
                 *       "kind": "export",
                 *       "progress": 0,
                 *       "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                 *       "sae_name": "tinystories res 1k",
                 *       "shards": [],
                 *       "stage": "planning",
                 *       "status": "pending"
                 *     }
                 */
                "application/json": components["schemas"]["Export"];
            };
        };
        /** @description `malformed_json`: The body is not valid JSON; `unknown_field`: The body has a field that is not known; `invalid_field`: A field of the body cannot be used; `missing_field`: A required field is missing; `invalid_parameter`: A query parameter or header cannot be used; `invalid_option`: An export option cannot be used; `invalid_label`: A label of the body cannot be used; `bad_request`: The request cannot be understood */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: This service asks who its callers are */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `cross_origin`: Pages of other origins may not use this service; `unknown_host`: This service has another name */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is nothing at this path; `sae_not_found`: There is no such SAE; `feature_not_found`: The SAE has no such feature; `export_not_found`: There is no such export */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `method_not_allowed`: This path does not take that method */
        Problem405: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_acceptable`: None of the accepted media types can be given */
        Problem406: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `sae_in_use`: Exports of this SAE are running; `export_not_completed`: The export has no archive; `export_running`: The export is running; `export_finished`: The export has already ended; `export_not_retryable`: Only failed and cancelled exports can be retried */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `archive_missing`: The archive of this export is gone */
        Problem410: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: The body is too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: The body's media type is not supported */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `range_not_satisfiable`: The range lies outside the archive */
        Problem416: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_input`: The inputs cannot be used; `idempotency_key_reused`: The idempotency key belongs to another request */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Something went wrong here */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `broker_unavailable`: The message broker cannot be reached; `database_unavailable`: The database cannot be reached; `issuer_unavailable`: The issuer of tokens cannot be reached */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description 1 to 255 printable ASCII characters: a repeated request with the same key starts no second job; with the key of another request it is refused
         * @example export-2026-03-02
         */
        IdempotencyKey: string;
        /** @description Counts from 0 */
        page: number;
        /** @description Items on a page */
        size: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    completePath: {
        parameters: {
            query?: {
                /**
                 * @description What was typed so far; the entries of the data root without it
                 * @example sample/
                 */
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "directory": true,
                     *           "path": "sample/sae"
                     *         },
                     *         {
                     *           "directory": false,
                     *           "path": "sample/labels.jsonl",
                     *           "size": 151034
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FileList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    makeLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lifetime_seconds": 86400,
                 *       "path": "/s3"
                 *     }
                 */
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            /** @description The link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "expires_at": "2026-03-03T09:30:00Z",
                     *       "url": "/s3-link/1772530200.8Jr0"
                     *     }
                     */
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    computeDashboardData: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable ASCII characters: a repeated request with the same key starts no second job; with the key of another request it is refused
                 * @example export-2026-03-02
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "config": {
                 *         "feature_ranges": [
                 *           "0-99"
                 *         ],
                 *         "feature_selection": "custom"
                 *       },
                 *       "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11"
                 *     }
                 */
                "application/json": components["schemas"]["DashboardDataRequest"];
            };
        };
        responses: {
            202: components["responses"]["JobAccepted"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    startExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable ASCII characters: a repeated request with the same key starts no second job; with the key of another request it is refused
                 * @example export-2026-03-02
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "config": {
                 *         "feature_ranges": [
                 *           "0-99"
                 *         ],
                 *         "feature_selection": "custom",
                 *         "neuronpedia": {
                 *           "creator_name": "A Lab",
                 *           "model_id": "tinystories-1m",
                 *           "source_set": "res-1k"
                 *         }
                 *       },
                 *       "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11"
                 *     }
                 */
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            202: components["responses"]["JobAccepted"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    estimateExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "config": {
                 *         "feature_ranges": [
                 *           "0-99"
                 *         ],
                 *         "feature_selection": "custom",
                 *         "neuronpedia": {
                 *           "creator_name": "A Lab",
                 *           "model_id": "tinystories-1m",
                 *           "source_set": "res-1k"
                 *         }
                 *       },
                 *       "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11"
                 *     }
                 */
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description The estimate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "feature_count": 100,
                     *       "feature_count_exact": true,
                     *       "pace": "this_sae",
                     *       "seconds": 1.4,
                     *       "size_bytes": 3536000
                     *     }
                     */
                    "application/json": components["schemas"]["Estimate"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: components["responses"]["Job"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    deleteExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: components["responses"]["Job"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    downloadArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The part that Range asks for */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The client has it (If-None-Match) */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            416: components["responses"]["Problem416"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    headArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Size, name and digest in the headers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The client has it (If-None-Match) */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    pushExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable ASCII characters: a repeated request with the same key starts no second job; with the key of another request it is refused
                 * @example export-2026-03-02
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "target": "local"
                 *     }
                 */
                "application/json": components["schemas"]["PushRequest"];
            };
        };
        responses: {
            202: components["responses"]["JobAccepted"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    retryExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: components["responses"]["JobAccepted"];
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listExports: {
        parameters: {
            query?: {
                kind?: "export" | "dashboard_data" | "push";
                /** @example completed */
                status?: "pending" | "computing" | "packaging" | "completed" | "failed" | "cancelled";
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                sae_id?: string;
                /** @example 2026-03-01T00:00:00Z */
                created_after?: string;
                /** @description A minus turns the order round */
                sort?: "created_at" | "-created_at" | "completed_at" | "-completed_at" | "file_size_bytes" | "-file_size_bytes" | "feature_count" | "-feature_count" | "sae_name" | "-sae_name" | "status" | "-status";
                /** @description Counts from 0 */
                page?: components["parameters"]["page"];
                /** @description Items on a page */
                size?: components["parameters"]["size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "attempts": 1,
                     *           "completed_at": "2026-03-02T09:31:09Z",
                     *           "created_at": "2026-03-02T09:31:00Z",
                     *           "download_url": "/api/v1/neuronpedia/export/7b0c4b7e-5d0a-4c39-9d0e-1a7f6a1f4f02/download",
                     *           "feature_count": 1024,
                     *           "features_done": 1024,
                     *           "file_size_bytes": 36214013,
                     *           "id": "7b0c4b7e-5d0a-4c39-9d0e-1a7f6a1f4f02",
                     *           "kind": "export",
                     *           "output_path": "exports/7b0c4b7e-5d0a-4c39-9d0e-1a7f6a1f4f02.zip",
                     *           "progress": 1,
                     *           "sae_id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                     *           "sae_name": "tinystories res 1k",
                     *           "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                     *           "stage": "packaging",
                     *           "started_at": "2026-03-02T09:31:00.4Z",
                     *           "status": "completed"
                     *         }
                     *       ],
                     *       "page": 0,
                     *       "size": 50,
                     *       "total": 1,
                     *       "totals": {
                     *         "completed": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ExportPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTargets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The targets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "kind": "import_api",
                     *           "name": "local",
                     *           "url": "http://localhost:3000"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TargetList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSaes: {
        parameters: {
            query?: {
                /** @description Counts from 0 */
                page?: components["parameters"]["page"];
                /** @description Items on a page */
                size?: components["parameters"]["size"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "activations": {
                     *             "counted_tokens": 65024,
                     *             "decoder_norm_folded": false,
                     *             "ignored_token_ids": [
                     *               0
                     *             ],
                     *             "kind": "delphi",
                     *             "mean_l0": 24.5,
                     *             "prompts": 512,
                     *             "tokens_per_prompt": 128,
                     *             "total_tokens": 65536,
                     *             "value_precision": "float16"
                     *           },
                     *           "activations_path": "sample/activations/delphi",
                     *           "architecture": "jumprelu",
                     *           "created_at": "2026-03-02T09:30:00Z",
                     *           "d_in": 64,
                     *           "d_model": 64,
                     *           "d_sae": 1024,
                     *           "fingerprints": {
                     *             "activation_cache": "4444444444444444444444444444444444444444444444444444444444444444",
                     *             "sae_weights": "1111111111111111111111111111111111111111111111111111111111111111",
                     *             "tokenizer": "3333333333333333333333333333333333333333333333333333333333333333",
                     *             "unembedding": "2222222222222222222222222222222222222222222222222222222222222222"
                     *           },
                     *           "format": "saelens",
                     *           "hook_name": "blocks.4.hook_resid_post",
                     *           "hook_point": "blocks.4.hook_resid_post",
                     *           "id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                     *           "label_count": 939,
                     *           "labels_path": "sample/labels.jsonl",
                     *           "layer": 4,
                     *           "model_name": "roneneldan/TinyStories-1M",
                     *           "model_path": "sample/model",
                     *           "name": "tinystories res 1k",
                     *           "neuronpedia_model_id": "tinystories-1m",
                     *           "nonzeros": 1593088,
                     *           "sae_path": "sample/sae",
                     *           "source_set": "npexport-res-1k",
                     *           "vocabulary": 4096,
                     *           "warnings": []
                     *         }
                     *       ],
                     *       "page": 0,
                     *       "size": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PageSaeView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    registerSae: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "activations_path": "sample/activations/delphi",
                 *       "labels_path": "sample/labels.jsonl",
                 *       "model_path": "sample/model",
                 *       "name": "tinystories res 1k",
                 *       "sae_path": "sample/sae"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterSae"];
            };
        };
        responses: {
            /** @description Registered before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activations": {
                     *         "counted_tokens": 65024,
                     *         "decoder_norm_folded": false,
                     *         "ignored_token_ids": [
                     *           0
                     *         ],
                     *         "kind": "delphi",
                     *         "mean_l0": 24.5,
                     *         "prompts": 512,
                     *         "tokens_per_prompt": 128,
                     *         "total_tokens": 65536,
                     *         "value_precision": "float16"
                     *       },
                     *       "activations_path": "sample/activations/delphi",
                     *       "architecture": "jumprelu",
                     *       "created_at": "2026-03-02T09:30:00Z",
                     *       "d_in": 64,
                     *       "d_model": 64,
                     *       "d_sae": 1024,
                     *       "fingerprints": {
                     *         "activation_cache": "4444444444444444444444444444444444444444444444444444444444444444",
                     *         "sae_weights": "1111111111111111111111111111111111111111111111111111111111111111",
                     *         "tokenizer": "3333333333333333333333333333333333333333333333333333333333333333",
                     *         "unembedding": "2222222222222222222222222222222222222222222222222222222222222222"
                     *       },
                     *       "format": "saelens",
                     *       "hook_name": "blocks.4.hook_resid_post",
                     *       "hook_point": "blocks.4.hook_resid_post",
                     *       "id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                     *       "label_count": 939,
                     *       "labels_path": "sample/labels.jsonl",
                     *       "layer": 4,
                     *       "model_name": "roneneldan/TinyStories-1M",
                     *       "model_path": "sample/model",
                     *       "name": "tinystories res 1k",
                     *       "neuronpedia_model_id": "tinystories-1m",
                     *       "nonzeros": 1593088,
                     *       "sae_path": "sample/sae",
                     *       "source_set": "npexport-res-1k",
                     *       "vocabulary": 4096,
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Sae"];
                };
            };
            /** @description Registered now */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activations": {
                     *         "counted_tokens": 65024,
                     *         "decoder_norm_folded": false,
                     *         "ignored_token_ids": [
                     *           0
                     *         ],
                     *         "kind": "delphi",
                     *         "mean_l0": 24.5,
                     *         "prompts": 512,
                     *         "tokens_per_prompt": 128,
                     *         "total_tokens": 65536,
                     *         "value_precision": "float16"
                     *       },
                     *       "activations_path": "sample/activations/delphi",
                     *       "architecture": "jumprelu",
                     *       "created_at": "2026-03-02T09:30:00Z",
                     *       "d_in": 64,
                     *       "d_model": 64,
                     *       "d_sae": 1024,
                     *       "fingerprints": {
                     *         "activation_cache": "4444444444444444444444444444444444444444444444444444444444444444",
                     *         "sae_weights": "1111111111111111111111111111111111111111111111111111111111111111",
                     *         "tokenizer": "3333333333333333333333333333333333333333333333333333333333333333",
                     *         "unembedding": "2222222222222222222222222222222222222222222222222222222222222222"
                     *       },
                     *       "format": "saelens",
                     *       "hook_name": "blocks.4.hook_resid_post",
                     *       "hook_point": "blocks.4.hook_resid_post",
                     *       "id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                     *       "label_count": 939,
                     *       "labels_path": "sample/labels.jsonl",
                     *       "layer": 4,
                     *       "model_name": "roneneldan/TinyStories-1M",
                     *       "model_path": "sample/model",
                     *       "name": "tinystories res 1k",
                     *       "neuronpedia_model_id": "tinystories-1m",
                     *       "nonzeros": 1593088,
                     *       "sae_path": "sample/sae",
                     *       "source_set": "npexport-res-1k",
                     *       "vocabulary": 4096,
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Sae"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSae: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The SAE */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activations": {
                     *         "counted_tokens": 65024,
                     *         "decoder_norm_folded": false,
                     *         "ignored_token_ids": [
                     *           0
                     *         ],
                     *         "kind": "delphi",
                     *         "mean_l0": 24.5,
                     *         "prompts": 512,
                     *         "tokens_per_prompt": 128,
                     *         "total_tokens": 65536,
                     *         "value_precision": "float16"
                     *       },
                     *       "activations_path": "sample/activations/delphi",
                     *       "architecture": "jumprelu",
                     *       "created_at": "2026-03-02T09:30:00Z",
                     *       "d_in": 64,
                     *       "d_model": 64,
                     *       "d_sae": 1024,
                     *       "fingerprints": {
                     *         "activation_cache": "4444444444444444444444444444444444444444444444444444444444444444",
                     *         "sae_weights": "1111111111111111111111111111111111111111111111111111111111111111",
                     *         "tokenizer": "3333333333333333333333333333333333333333333333333333333333333333",
                     *         "unembedding": "2222222222222222222222222222222222222222222222222222222222222222"
                     *       },
                     *       "format": "saelens",
                     *       "hook_name": "blocks.4.hook_resid_post",
                     *       "hook_point": "blocks.4.hook_resid_post",
                     *       "id": "0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11",
                     *       "label_count": 939,
                     *       "labels_path": "sample/labels.jsonl",
                     *       "layer": 4,
                     *       "model_name": "roneneldan/TinyStories-1M",
                     *       "model_path": "sample/model",
                     *       "name": "tinystories res 1k",
                     *       "neuronpedia_model_id": "tinystories-1m",
                     *       "nonzeros": 1593088,
                     *       "sae_path": "sample/sae",
                     *       "source_set": "npexport-res-1k",
                     *       "vocabulary": 4096,
                     *       "warnings": []
                     *     }
                     */
                    "application/json": components["schemas"]["Sae"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    forgetSae: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            409: components["responses"]["Problem409"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listFeatures: {
        parameters: {
            query?: {
                /**
                 * @description In label, category, description; a number also finds that index
                 * @example whales
                 */
                search?: string;
                /** @example Animal */
                category?: string;
                /** @example 0.001 */
                min_frequency?: number;
                /** @example 0.1 */
                max_frequency?: number;
                /** @example true */
                has_activations?: boolean;
                /** @description A field of the row; a minus turns the order round */
                sort?: string;
                /** @description Counts from 0 */
                page?: components["parameters"]["page"];
                /** @description Items on a page */
                size?: components["parameters"]["size"];
            };
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "activation_count": 806,
                     *           "activation_frequency": 0.0124,
                     *           "category": "Animal",
                     *           "feature_index": 3,
                     *           "is_dead": false,
                     *           "label": "names of whales",
                     *           "label_source": "api",
                     *           "max_activation": 7.25,
                     *           "mean_activation": 1.5,
                     *           "method": "human",
                     *           "score": 0.8
                     *         }
                     *       ],
                     *       "page": 0,
                     *       "size": 50,
                     *       "total": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PageFeatureView"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    editLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
                /** @example 3 */
                index: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "category": "Animal",
                 *       "label": "names of whales"
                 *     }
                 */
                "application/json": components["schemas"]["LabelPatch"];
                /**
                 * @example {
                 *       "category": "Animal"
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["LabelPatch"];
            };
        };
        responses: {
            /** @description The feature with its label */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activation_count": 806,
                     *       "activation_frequency": 0.0124,
                     *       "category": "Animal",
                     *       "feature_index": 3,
                     *       "is_dead": false,
                     *       "label": "names of whales",
                     *       "label_source": "api",
                     *       "max_activation": 7.25,
                     *       "mean_activation": 1.5,
                     *       "method": "human",
                     *       "score": 0.8
                     *     }
                     */
                    "application/json": components["schemas"]["FeatureRow"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
                /** @example 3 */
                index: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dashboard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activations": [
                     *         {
                     *           "context_after": " swam",
                     *           "context_before": "The",
                     *           "group": "top",
                     *           "max_index": 1,
                     *           "max_value": 7.25,
                     *           "position": 1,
                     *           "prompt_index": 17,
                     *           "token": " whale",
                     *           "token_ids": [
                     *             464,
                     *             1034,
                     *             5301
                     *           ],
                     *           "tokens": [
                     *             "The",
                     *             " whale",
                     *             " swam"
                     *           ],
                     *           "values": [
                     *             0,
                     *             7.25,
                     *             0.5
                     *           ]
                     *         }
                     *       ],
                     *       "feature_index": 3,
                     *       "histogram": {
                     *         "bin_edges": [
                     *           0.01,
                     *           3.63,
                     *           7.25
                     *         ],
                     *         "counts": [
                     *           700,
                     *           106
                     *         ],
                     *         "log_scale": false,
                     *         "max": 7.25,
                     *         "mean": 1.5,
                     *         "min": 0.01,
                     *         "nonzero_count": 806,
                     *         "std": 1.1,
                     *         "total_count": 65024
                     *       },
                     *       "label": "names of whales",
                     *       "logit_lens": {
                     *         "histogram": {
                     *           "bin_edges": [
                     *             -0.6,
                     *             0.2,
                     *             1
                     *           ],
                     *           "counts": [
                     *             4001,
                     *             95
                     *           ]
                     *         },
                     *         "mean": 0.002,
                     *         "std": 0.11,
                     *         "top_negative": [
                     *           {
                     *             "token": " the",
                     *             "token_id": 262,
                     *             "value": -0.52
                     *           }
                     *         ],
                     *         "top_positive": [
                     *           {
                     *             "token": " whale",
                     *             "token_id": 1034,
                     *             "value": 0.91
                     *           }
                     *         ]
                     *       },
                     *       "statistics": {
                     *         "activation_count": 806,
                     *         "activation_frequency": 0.0124,
                     *         "decoder_norm": 1,
                     *         "is_dead": false,
                     *         "max_activation": 7.25,
                     *         "mean_activation": 1.5,
                     *         "std_activation": 1.1
                     *       },
                     *       "top_tokens": [
                     *         {
                     *           "count": 88,
                     *           "max_activation": 7.25,
                     *           "mean_activation": 4.5625,
                     *           "token": " whale",
                     *           "token_id": 1034,
                     *           "total_activation": 401.5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    loadLabels: {
        parameters: {
            query?: {
                /** @description true: the body is all that is edited, every other edit is undone, so that the labels file counts there again. false: other edits stay. */
                replace?: boolean;
            };
            header?: never;
            path: {
                /** @example 0f1f2c52-2f0e-5d5b-9a52-6c4a2e0f7f11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {"feature_index": 3, "label": "names of whales"}
                 *     {"feature_index": 7, "label": "years", "score": 0.8}
                 */
                "application/jsonl": string;
                /**
                 * @example {"feature_index": 3, "label": "names of whales"}
                 *     {"feature_index": 7, "label": "years", "score": 0.8}
                 */
                "application/x-ndjson": string;
                /**
                 * @example feature_index,label,score
                 *     3,names of whales,
                 *     7,years,0.8
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description How many labels were set, and how many edits undone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "labelled": 2,
                     *       "undone": 0
                     *     }
                     */
                    "application/json": components["schemas"]["LabelsLoaded"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How things are */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "authentication_required": true,
                     *       "methods": [
                     *         "token"
                     *       ],
                     *       "signed_in": false
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "the API token, or an access token of the issuer"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "authentication_required": true,
                     *       "expires_at": "2026-03-02T21:30:00Z",
                     *       "methods": [
                     *         "token"
                     *       ],
                     *       "signed_in": true
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
