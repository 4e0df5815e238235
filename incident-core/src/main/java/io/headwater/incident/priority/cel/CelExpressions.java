package io.headwater.incident.priority.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Conditions in the Common Expression Language over maps of facts. A condition is compiled once; evaluating it reads
 * nothing but the facts.
 */
public final class CelExpressions {
    private static final CelOptions OPTIONS = CelOptions.current().build();
    /** The facts by the map that holds them. */
    private static final Map<String, Set<String>> OF_INCIDENTS = Map.of(
            "incident",
            Set.of("id", "status", "priority", "domain", "alertCount", "checkCount", "rootCauses", "late", "declared"),
            "impact",
            Set.of("assetCount", "dashboardCount", "viewerCount", "bestTier", "dashboards"),
            "alert",
            Set.of("severity", "failing", "warned", "errored", "kinds", "sources"),
            "cause",
            Set.of("urn", "name", "type", "tier", "suspected"));

    private static final Map<String, Set<String>> OF_OUTCOMES = Map.of(
            "outcome",
            Set.of("status", "severity", "run", "message"),
            "check",
            Set.of("id", "source", "name", "kind"),
            "asset",
            Set.of("urn", "name", "type", "tier", "domain", "teams"));

    private final KnownFacts facts;

    private final CelCompiler compiler;
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /** Conditions over an incident: `incident`, `impact`, `alert`, `cause`. */
    public CelExpressions() {
        this(OF_INCIDENTS);
    }

    private CelExpressions(Map<String, Set<String>> facts) {
        this.facts = new KnownFacts(facts);
        compiler = compiler(facts.keySet());
    }

    /** Conditions over an outcome: `outcome`, `check`, `asset`. */
    public static CelExpressions overOutcomes() {
        return new CelExpressions(OF_OUTCOMES);
    }

    /** A condition that could not be evaluated; the message says which and why. */
    public static final class BrokenExpression extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenExpression(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What is wrong with the condition, facts that there are none of included, each with its column; empty where it is fine. */
    public List<String> errors(String expression) {
        try {
            return facts.errors(compiler.compile(expression).getAst());
        } catch (CelValidationException wrong) {
            return wrong.getErrors().stream().map(CelExpressions::sentence).toList();
        }
    }

    /**
     * Whether the condition holds.
     *
     * @throws BrokenExpression where it does not compile or meets facts it cannot handle
     */
    public boolean holds(String expression, Map<String, Object> facts) {
        try {
            return Boolean.TRUE.equals(
                    programs.computeIfAbsent(expression, this::program).eval(facts));
        } catch (CelEvaluationException failure) {
            throw new BrokenExpression("`" + expression + "`: " + failure.getMessage(), failure);
        }
    }

    private CelRuntime.Program program(String expression) {
        try {
            CelAbstractSyntaxTree ast = compiler.compile(expression).getAst();
            return runtime.createProgram(ast);
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new BrokenExpression("`" + expression + "` is not a condition: " + wrong.getMessage(), wrong);
        }
    }

    private static CelCompiler compiler(Set<String> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL);
        variables.forEach(name -> builder.addVar(name, MapType.create(SimpleType.STRING, SimpleType.DYN)));
        return builder.build();
    }

    private static String sentence(CelIssue issue) {
        return "column " + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage();
    }
}
