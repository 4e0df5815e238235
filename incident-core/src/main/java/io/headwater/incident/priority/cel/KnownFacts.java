package io.headwater.incident.priority.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The facts that a condition may name. Maps are declared rather than messages, so that `asset['tier']` goes on to work;
 * hence what a map does not hold is looked for here.
 */
record KnownFacts(Map<String, Set<String>> byMap) {

    /** A sentence for each fact that the condition names and that there is none of. */
    List<String> errors(CelAbstractSyntaxTree condition) {
        List<CelExpr> parts = CelNavigableAst.fromAst(condition)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .toList();
        // `x.exists(asset, …)` means another asset by it.
        Set<String> shadowed = parts.stream()
                .filter(part -> part.getKind() == Kind.COMPREHENSION)
                .map(part -> part.comprehension().iterVar())
                .collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> part.getKind() == Kind.SELECT)
                .filter(part -> part.select().operand().getKind() == Kind.IDENT)
                .filter(part ->
                        !shadowed.contains(part.select().operand().ident().name()))
                .filter(part -> !holds(part.select()))
                .map(part -> sentence(condition, part))
                .toList();
    }

    private boolean holds(CelExpr.CelSelect select) {
        Set<String> known = byMap.get(select.operand().ident().name());
        return known == null || known.contains(select.field());
    }

    private String sentence(CelAbstractSyntaxTree condition, CelExpr part) {
        String map = part.select().operand().ident().name();
        int offset = condition
                .getSource()
                .getPositionsMap()
                .getOrDefault(part.select().operand().id(), 0);
        int column = condition
                .getSource()
                .getOffsetLocation(offset)
                .map(location -> location.getColumn() + 1)
                .orElse(1);
        return "column " + column + ": there is no " + map + "." + part.select().field() + "; " + map + " has "
                + String.join(", ", new TreeSet<>(byMap.get(map)));
    }
}
