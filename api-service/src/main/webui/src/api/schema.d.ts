// Made by scripts/apiTypes.js from openapi.json: change that, not this.
export interface paths {
    "/api/v1/neuronpedia/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportRequest"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
        /** Show */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": components["schemas"]["Export"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
        /** Cancel */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": components["schemas"]["Export"];
                    };
                };
            };
        };
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
        /** Download */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Head */
        head: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": unknown;
                    };
                };
            };
        };
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
        /** Retry */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": unknown;
                    };
                };
            };
        };
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
        /** List */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["ExportPage"];
                    };
                };
            };
        };
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
        /** List */
        get: {
            parameters: {
                query?: never;
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
                        "application/json": components["schemas"]["PageSaeView"];
                    };
                };
            };
        };
        put?: never;
        /** Register */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterSae"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
        /** Show */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
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
                        "application/json": components["schemas"]["Sae"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Forget */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
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
            /** @description Relative to the data root */
            output_path: string | null;
            /** Format: double */
            progress: number;
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
        Fingerprints: {
            activation_cache: string;
            sae_weights: string;
            tokenizer: string;
            unembedding: string;
        };
        /**
         * Format: date-time
         * @example 2022-03-10T16:15:50Z
         */
        Instant: string;
        /** @description Names in the Neuronpedia tree; what is absent is derived from the inputs */
        NeuronpediaNames: {
            creator_name: string;
            description: string;
            model_id: string;
            release: string;
            source_set: string;
            urls: string[];
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
        RegisterSae: {
            /**
             * @description Activation cache: delphi folder, columnar file or JSONL
             * @example activations/delphi
             */
            activations_path: string | null;
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
        /** Format: uuid */
        UUID: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
