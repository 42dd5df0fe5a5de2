import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { MergesAtShopify } from "#app/components/merges-at-shopify.tsx";
import { Moment } from "#app/components/time.tsx";
import type { OnePerson as View } from "#app/desk/one-person.ts";
import { useDesk } from "../app.inbox/desk-context.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { nameOf, sayShared } from "./person-words.ts";
import { SplitDialog } from "./split-dialog.tsx";
import type { Acts } from "./use-acts.ts";

/** Who is who: who may be the same person, what staff have merged, and what can be taken out again. */
export function OnePerson({ onePerson, acts }: { onePerson: View; acts: Acts }) {
  const { me } = useDesk();
  const { suggestions, merges, points } = onePerson;
  const [isSplitting, setIsSplitting] = useState(false);
  const maySplit = me.mayReply && points.length > (onePerson.own.hasAccount ? 0 : 1);
  if (!suggestions.length && !merges.length && !maySplit) return null;
  return (
    <section className="tl-who" aria-label="Who this is">
      {suggestions.length > 0 && (
        <h3>
          {suggestions.length === 1
            ? "May be the same person"
            : `${suggestions.length} may be the same person`}
        </h3>
      )}
      {suggestions.map((one) => (
        <Suggestion key={one.customerId} one={one} own={onePerson.own} acts={acts} />
      ))}
      {merges.map(({ id, at, by, who }) => (
        <div key={id} className="tl-merged">
          <p>
            Merged with {who ?? "a visitor"}
            <span className="tl-quiet">
              {by ? ` by ${by}, ` : " "}
              <Moment at={at} style="full" />
            </span>
          </p>
          {me.mayReply && (
            <Button
              small
              isBusy={acts.busy === "person"}
              label={`Undo merging with ${who ?? "a visitor"}`}
              onClick={() => void acts.decide({ do: "unmerge", mergeId: id })}
            >
              Undo
            </Button>
          )}
        </div>
      ))}
      {!onePerson.followsShopify && <MergesAtShopify mayAsk={me.mayManage} />}
      {maySplit && (
        <div className="tl-who-foot">
          <Button small kind="plain" onClick={() => setIsSplitting(true)}>
            Not all of this is theirs
          </Button>
          <SplitDialog
            points={points}
            isOpen={isSplitting}
            onClose={() => setIsSplitting(false)}
            acts={acts}
          />
        </div>
      )}
    </section>
  );
}

interface SuggestionProps {
  one: View["suggestions"][number];
  own: View["own"];
  acts: Acts;
}

function Suggestion({ one, own, acts }: SuggestionProps) {
  const { me } = useDesk();
  const [isAsking, setIsAsking] = useState(false);
  const name = nameOf(one.other);
  return (
    <div className="tl-suggestion">
      <p className="tl-value">
        <strong>{name}</strong>
        <span className="tl-quiet"> · {sayShared(one.shared)}</span>
      </p>
      {me.mayReply && (
        <div className="tl-who-acts">
          <Button small label={`Compare and merge with ${name}`} onClick={() => setIsAsking(true)}>
            Compare
          </Button>
          <Button
            small
            kind="plain"
            label={`${name} is somebody else`}
            isBusy={acts.busy === "person"}
            onClick={() => void acts.decide({ do: "dismiss", customerId: one.customerId })}
          >
            Somebody else
          </Button>
        </div>
      )}
      <MergeDialog
        own={own}
        other={one.other}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onMerge={() => void acts.decide({ do: "merge", customerId: one.other.customerId })}
      />
    </div>
  );
}
