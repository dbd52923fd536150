package io.github.keycloakcognito.admin;

import io.github.keycloakcognito.exchange.AwsRole;
import io.github.keycloakcognito.exchange.CheckUser;
import io.github.keycloakcognito.exchange.Finding;
import io.github.keycloakcognito.exchange.Finding.Status;
import io.github.keycloakcognito.exchange.IdentityPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST pools/{alias}/check}. */
final class CheckAnswer {

  private CheckAnswer() {}

  static Map<String, Object> of(AdminCall call, String alias) {
    IdentityPool pool = call.pool(alias);
    RealmCheck realm = new RealmCheck(call.realm());
    List<Finding> findings = new ArrayList<>(realm.findings(pool));
    List<AwsRole> roles = realm.roles();
    CheckUser user = new CheckUser(call.realm().getId(), call.realm().getName());
    call.commit();
    findings.addAll(call.cognito().poolCheck().run(user, pool, roles));
    Status worst =
        findings.stream().map(Finding::status).max(Comparator.naturalOrder()).orElse(Status.OK);
    call.detail("result", worst.code());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("pool", pool.alias());
    body.put("status", worst.code());
    body.put("findings", findings.stream().map(CheckAnswer::describe).toList());
    return body;
  }

  private static Map<String, Object> describe(Finding finding) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("check", finding.check());
    body.put("status", finding.status().code());
    body.put("cause", finding.cause());
    body.put("remedy", finding.remedy());
    return body;
  }
}
