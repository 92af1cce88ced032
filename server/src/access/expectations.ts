// long: one table, so that every call stands beside every other
/**
 * Who may call what: for each call of the API, on rows of each compartment, what everybody of the cast is answered.
 * Written by hand from the rules, not from the code: this is what the code is held against.
 *
 * A line is the call, the target, and the status for each column. `A`, `B`, `root` are units and what lies there; the
 * other targets are the tickets of `testing/world.ts` and what the calls of `testing/*-calls.ts` say. Rules at work:
 *
 * - Nobody signed in, somebody who left, and a private link's token in place of a key: 401. Public calls take anybody,
 *   but not with a key that is none (`gone`).
 * - A key that may only read changes nothing: 403, whatever it is about.
 * - A ticket that one may not see is not there: 404. One that one may see but not change: 403.
 * - Where a call asks for a permission that one holds nowhere, the answer is 403 before anything is looked up.
 * - Tickets are seen by those who read in their unit or above, by their team, and by those tied to them: assignee,
 *   first-contact owner, watchers, those asked, those with a task. Confidential ones only by those tied to them and by
 *   those who may see them in their unit. Work on them takes the permission in their unit, or, for the assignee, the
 *   first-contact owner and the team, anywhere. Whoever sees a ticket may keep drafts of their own on it.
 * - People, units and teams are known to everybody, and changed by who manages people there. Customers belong to all.
 * - A canned answer can hold the customer's private link: it is for those who may write.
 * - What holds for the whole organisation (configuration, webhooks) takes the permission at the root: not admA.
 */
export const expectations = `
                                anon none obsA agtA ldA mgrA obsB agtB ldB mgrB adm admA key gone link

setupState          -           200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
setup               -           409  409  409  409  409  409  409  409  409  409  409  409  409  401  409
signIn              right       201  201  201  201  201  201  201  201  201  201  201  201  201  401  201
signIn              wrong       401  401  401  401  401  401  401  401  401  401  401  401  401  401  401
signIn              gone        401  401  401  401  401  401  401  401  401  401  401  401  401  401  401
signIn              absent      401  401  401  401  401  401  401  401  401  401  401  401  401  401  401
me                  -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
signOut             -           401  204  204  204  204  204  204  204  204  204  204  204  403  401  401
changeMe            -           401  200  200  200  200  200  200  200  200  200  200  200  403  401  401
changePassword      right       401  204  204  204  204  204  204  204  204  204  204  204  403  401  401
changePassword      wrong       401  422  422  422  422  422  422  422  422  422  422  422  403  401  401
mySessions          -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
endMySession        own         401  204  204  204  204  204  204  204  204  204  204  204  403  401  401
endMySession        other       401  404  404  404  404  404  404  404  404  204  404  404  403  401  401
endMySession        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
myApiKeys           -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
createApiKey        -           401  201  201  201  201  201  201  201  201  201  201  201  403  401  401
revokeApiKey        own         401  204  204  204  204  204  204  204  204  204  204  204  403  401  401
revokeApiKey        other       401  404  404  404  404  404  404  404  404  204  404  404  403  401  401
revokeApiKey        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
resetPassword       right       204  204  204  204  204  204  204  204  204  204  204  204  204  401  204
resetPassword       absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404

listUsers           -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
listUsers           all         401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
createUser          A           401  403  403  403  403  403  403  403  403  403  201  201  403  401  401
createUser          bossA       401  403  403  403  403  403  403  403  403  403  201  201  403  401  401
createUser          B           401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
createUser          root        401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
createUser          bossroot    401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
getUser             mgrA        401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
getUser             gone        401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
getUser             absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
changeUser          A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
changeUser          B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
changeUser          root        401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
changeUser          absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
resetLink           A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
resetLink           B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
resetLink           adm         401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
resetLink           absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
unlockUser          A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
unlockUser          B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
unlockUser          absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
userSessions        A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
userSessions        B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
userSessions        absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
endUserSessions     A           401  403  403  403  403  403  403  403  403  403  204  204  403  401  401
endUserSessions     B           401  403  403  403  403  403  403  403  403  403  204  403  403  401  401
endUserSessions     absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
holdings            A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
holdings            B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
holdings            absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
deactivateUser      A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
deactivateUser      B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
deactivateUser      absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
reactivateUser      A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
reactivateUser      B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
reactivateUser      absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
importStaff         -           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
listUnits           -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
createUnit          A           401  403  403  403  403  403  403  403  403  403  201  201  403  401  401
createUnit          B           401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
createUnit          root        401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
changeUnit          A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
changeUnit          B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
changeUnit          absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401
listTeams           -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
createTeam          A           401  403  403  403  403  403  403  403  403  403  201  201  403  401  401
createTeam          B           401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
changeTeam          A           401  403  403  403  403  403  403  403  403  403  200  200  403  401  401
changeTeam          B           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
changeTeam          absent      401  403  403  403  403  403  403  403  403  403  404  404  403  401  401

openTicket          A           401  403  403  201  201  201  403  201  201  201  201  201  403  401  401
openTicket          B           401  403  403  201  201  201  403  201  201  201  201  201  403  401  401
openTicket          cA          401  403  403  403  403  201  403  403  403  403  201  201  403  401  401
openTicket          cB          401  403  403  403  403  403  403  403  403  201  201  403  403  401  401
listTickets         all         401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
listTickets         nothing     401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
searchSuggestions   -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401

getTicket           A           401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           A1          401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           B           401  404  404  404  404  404  200  200  200  200  200  404  404  401  401
getTicket           X           401  404  200  200  200  200  404  200  404  404  200  200  200  401  401
getTicket           cA          401  404  404  404  404  200  404  404  404  404  200  200  200  401  401
getTicket           cB          401  404  404  404  404  404  404  404  404  200  200  404  404  401  401
getTicket           asg         401  404  404  200  404  404  200  200  200  200  200  404  404  401  401
getTicket           fco         401  404  404  200  404  404  200  200  200  200  200  404  404  401  401
getTicket           wat         401  404  404  200  404  404  200  200  200  200  200  404  404  401  401
getTicket           ask         401  404  404  200  404  404  200  200  200  200  200  404  404  401  401
getTicket           tsk         401  404  404  200  404  404  200  200  200  200  200  404  404  401  401
getTicket           cWat        401  404  200  404  404  404  404  404  404  200  200  404  404  401  401
getTicket           tgt         401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           src         401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           aTgt        401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           bSrc        401  404  404  404  404  404  200  200  200  200  200  404  404  401  401
getTicket           spl         401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getTicket           par         401  404  404  404  404  404  200  200  200  200  200  404  404  401  401
getTicket           absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401

changeTicket        A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
changeTicket        B           401  404  404  404  404  404  403  200  200  200  200  404  403  401  401
changeTicket        X           401  404  403  200  200  200  404  200  404  404  200  200  403  401  401
changeTicket        cA          401  404  404  404  404  200  404  404  404  404  200  200  403  401  401
changeTicket        asg         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
changeTicket        fco         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
changeTicket        wat         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
changeTicket        ask         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
changeTicket        tsk         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
changeTicket        cWat        401  404  403  404  404  404  404  404  404  200  200  404  403  401  401
changeTicket        src         401  404  403  409  409  409  404  404  404  404  409  409  403  401  401
changeTicket        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
addMessage          A           401  404  403  201  201  201  404  404  404  404  201  201  403  401  401
addMessage          B           401  404  404  404  404  404  403  201  201  201  201  404  403  401  401
addMessage          X           401  404  403  201  201  201  404  201  404  404  201  201  403  401  401
addMessage          cA          401  404  404  404  404  201  404  404  404  404  201  201  403  401  401
addMessage          asg         401  404  404  201  404  404  403  201  201  201  201  404  403  401  401
addMessage          fco         401  404  404  201  404  404  403  201  201  201  201  404  403  401  401
addMessage          wat         401  404  404  403  404  404  403  201  201  201  201  404  403  401  401
addMessage          ask         401  404  404  403  404  404  403  201  201  201  201  404  403  401  401
addMessage          src         401  404  403  409  409  409  404  404  404  404  409  409  403  401  401
addMessage          absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
takeTicket          A           401  403  403  200  200  200  403  404  404  404  200  200  403  401  401
takeTicket          B           401  403  403  404  404  404  403  200  200  200  200  404  403  401  401
takeTicket          X           401  403  403  200  200  200  403  200  404  404  200  200  403  401  401
takeTicket          cA          401  403  403  404  404  200  403  404  404  404  200  200  403  401  401
takeTicket          asg         401  403  403  200  404  404  403  200  200  200  200  404  403  401  401
takeTicket          wat         401  403  403  403  404  404  403  200  200  200  200  404  403  401  401
takeTicket          src         401  403  403  409  409  409  403  404  404  404  409  409  403  401  401
takeTicket          absent      401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
transferTicket      A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
transferTicket      B           401  404  404  404  404  404  403  200  200  200  200  404  403  401  401
transferTicket      asg         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
transferTicket      wat         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
transferTicket      cWat        401  404  403  404  404  404  404  404  404  200  200  404  403  401  401
transferTicket      src         401  404  403  409  409  409  404  404  404  404  409  409  403  401  401
transferTicket      absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
changeFirstContactOwner A       401  403  403  403  200  200  403  403  404  404  200  200  403  401  401
changeFirstContactOwner B       401  403  403  403  404  404  403  403  200  200  200  404  403  401  401
changeFirstContactOwner asg     401  403  403  403  404  404  403  403  200  200  200  404  403  401  401
changeFirstContactOwner cA      401  403  403  403  404  200  403  403  404  404  200  200  403  401  401
changeFirstContactOwner absent  401  403  403  403  404  404  403  403  404  404  404  404  403  401  401
snoozeTicket        A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
snoozeTicket        asg         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
snoozeTicket        wat         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
snoozeTicket        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
watchTicket         self:A      401  404  204  204  204  204  404  404  404  404  204  204  403  401  401
watchTicket         self:cA     401  404  404  404  404  204  404  404  404  404  204  204  403  401  401
watchTicket         self:ask    401  404  404  204  404  404  204  204  204  204  204  404  403  401  401
watchTicket         other:A     401  404  403  204  204  204  404  404  404  404  204  204  403  401  401
watchTicket         other:wat   401  404  404  403  404  404  403  204  204  204  204  404  403  401  401
watchTicket         self:absent 401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
unwatchTicket       self:A      401  404  204  204  204  204  404  404  404  404  204  204  403  401  401
unwatchTicket       self:wat    401  404  404  204  404  404  204  204  204  204  204  404  403  401  401
unwatchTicket       other:wat   401  404  404  403  404  404  403  204  204  204  204  404  403  401  401
unwatchTicket       self:absent 401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
addParticipant      A           401  404  403  204  204  204  404  404  404  404  204  204  403  401  401
addParticipant      wat         401  404  404  403  404  404  403  204  204  204  204  404  403  401  401
addParticipant      absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
removeParticipant   par         401  404  404  404  404  404  403  204  204  204  204  404  403  401  401
removeParticipant   absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
customerLink        A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
customerLink        wat         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
customerLink        cWat        401  404  403  404  404  404  404  404  404  200  200  404  403  401  401
customerLink        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
saveDraft           A           401  404  200  200  200  200  404  404  404  404  200  200  403  401  401
saveDraft           wat         401  404  404  200  404  404  200  200  200  200  200  404  403  401  401
saveDraft           absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
getDraft            A           401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
getDraft            cA          401  404  404  404  404  200  404  404  404  404  200  200  200  401  401
getDraft            absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
bulkChange          A           401  403  403  200  200  200  403  200  200  200  200  200  403  401  401
bulkChange          absent      401  403  403  200  200  200  403  200  200  200  200  200  403  401  401
mergeTicket         A>tgt       401  403  403  201  201  201  403  404  404  404  201  201  403  401  401
mergeTicket         B>par       401  403  403  404  404  404  403  201  201  201  201  404  403  401  401
mergeTicket         A>B         401  403  403  404  404  404  403  404  404  404  201  404  403  401  401
mergeTicket         asg>A       401  403  403  201  404  404  403  404  404  404  201  404  403  401  401
mergeTicket         wat>A       401  403  403  403  404  404  403  404  404  404  201  404  403  401  401
mergeTicket         absent>A    401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
mergeTicket         A>absent    401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
mergeSuggestions    A           401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
mergeSuggestions    cB          401  404  404  404  404  404  404  404  404  200  200  404  404  401  401
mergeSuggestions    absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
undoMerge           src         401  403  403  200  200  200  403  404  404  404  200  200  403  401  401
undoMerge           absent      401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
splitMessage        A           401  403  403  201  201  201  403  404  404  404  201  201  403  401  401
splitMessage        B           401  403  403  404  404  404  403  201  201  201  201  404  403  401  401
splitMessage        wat         401  403  403  403  404  404  403  201  201  201  201  404  403  401  401
splitMessage        A/absent    401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
splitMessage        absent      401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
linkTickets         A>tgt       401  404  403  204  204  204  404  404  404  404  204  204  403  401  401
linkTickets         A>B         401  404  403  404  404  404  404  404  404  404  204  404  403  401  401
linkTickets         A>absent    401  404  403  404  404  404  404  404  404  404  404  404  403  401  401
linkTickets         absent>A    401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
unlinkTickets       A>tgt       401  404  403  204  204  204  404  404  404  404  204  204  403  401  401
unlinkTickets       A>B         401  404  403  404  404  404  404  404  404  404  204  404  403  401  401
unlinkTickets       A>absent    401  404  403  404  404  404  404  404  404  404  404  404  403  401  401
notifyIncident      A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
notifyIncident      B           401  404  404  404  404  404  403  200  200  200  200  404  403  401  401
notifyIncident      absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
addTask             A           401  404  403  201  201  201  404  404  404  404  201  201  403  401  401
addTask             tsk         401  404  404  403  404  404  403  201  201  201  201  404  403  401  401
addTask             absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
changeTask          A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
changeTask          tsk         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
changeTask          wat         401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
changeTask          A/absent    401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
changeTask          absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
consult             A           401  404  403  201  201  201  404  404  404  404  201  201  403  401  401
consult             ask         401  404  404  403  404  404  403  201  201  201  201  404  403  401  401
consult             absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
withdrawConsultation A          401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
withdrawConsultation ask        401  404  404  403  404  404  403  200  200  200  200  404  403  401  401
withdrawConsultation A/absent   401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
withdrawConsultation absent     401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
answerConsultation  ask         401  404  404  200  404  404  403  403  403  403  403  404  403  401  401
answerConsultation  A           401  404  403  403  403  403  404  404  404  404  403  403  403  401  401
answerConsultation  absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
applyMacro          A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
applyMacro          asg         401  404  404  200  404  404  403  200  200  200  200  404  403  401  401
applyMacro          absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
renderCanned        A           401  404  403  200  200  200  404  404  404  404  200  200  403  401  401
renderCanned        cB          401  404  404  404  404  404  404  404  404  200  200  404  403  401  401
renderCanned        absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401
explainObligation   A           401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
explainObligation   cA          401  404  404  404  404  200  404  404  404  404  200  200  200  401  401
explainObligation   A/absent    401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
explainObligation   absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
waiveObligation     A           401  403  403  403  200  200  403  403  404  404  200  200  403  401  401
waiveObligation     B           401  403  403  403  404  404  403  403  200  200  200  404  403  401  401
waiveObligation     A/absent    401  403  403  403  404  404  403  403  404  404  404  404  403  401  401
waiveObligation     absent      401  403  403  403  404  404  403  403  404  404  404  404  403  401  401
myDuties            -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401

listCustomers       -           401  403  200  200  200  200  200  200  200  200  200  200  200  401  401
createCustomer      -           401  403  403  201  201  201  403  201  201  201  201  201  403  401  401
getCustomer         there       401  403  200  200  200  200  200  200  200  200  200  200  200  401  401
getCustomer         absent      401  403  404  404  404  404  404  404  404  404  404  404  404  401  401
changeCustomer      there       401  403  403  200  200  200  403  200  200  200  200  200  403  401  401
changeCustomer      absent      401  403  403  404  404  404  403  404  404  404  404  404  403  401  401
matchCustomers      -           401  403  200  200  200  200  200  200  200  200  200  200  200  401  401
mergeCustomers      there       401  403  403  403  200  200  403  403  200  200  200  200  403  401  401
mergeCustomers      absent      401  403  403  403  404  404  403  403  404  404  404  404  403  401  401
undoCustomerMerge   there       401  403  403  403  200  200  403  403  200  200  200  200  403  401  401
undoCustomerMerge   absent      401  403  403  403  404  404  403  403  404  404  404  404  403  401  401
importCustomers     -           401  403  403  403  403  200  403  403  403  200  200  200  403  401  401

getConfiguration    -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
putConfigEntry      -           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
deleteConfigEntry   there       401  403  403  403  403  403  403  403  403  403  204  403  403  401  401
deleteConfigEntry   absent      401  403  403  403  403  403  403  403  403  403  404  403  403  401  401
configHistory       -           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
readEvents          -           401  403  403  403  403  200  403  403  403  200  200  200  200  401  401
listWebhooks        -           401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
createWebhook       -           401  403  403  403  403  403  403  403  403  403  201  403  403  401  401
changeWebhook       there       401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
changeWebhook       absent      401  403  403  403  403  403  403  403  403  403  404  403  403  401  401
deleteWebhook       there       401  403  403  403  403  403  403  403  403  403  204  403  403  401  401
deleteWebhook       absent      401  403  403  403  403  403  403  403  403  403  404  403  403  401  401
listDeliveries      there       401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
listDeliveries      absent      401  403  403  403  403  403  403  403  403  403  404  403  403  401  401
resendDelivery      there       401  403  403  403  403  403  403  403  403  403  200  403  403  401  401
resendDelivery      absent      401  403  403  403  403  403  403  403  403  403  404  403  403  401  401
listOutbox          -           401  403  403  403  200  200  403  403  200  200  200  200  200  401  401
uploadFile          -           401  201  201  201  201  201  201  201  201  201  201  201  403  401  401
downloadFile        own         401  200  200  200  200  200  200  200  200  200  200  200  404  401  401
downloadFile        other       401  404  404  404  404  404  404  404  404  200  404  404  404  401  401
downloadFile        A           401  404  200  200  200  200  404  404  404  404  200  200  200  401  401
downloadFile        B           401  404  404  404  404  404  200  200  200  200  200  404  404  401  401
downloadFile        cA          401  404  404  404  404  200  404  404  404  404  200  200  200  401  401
downloadFile        absent      401  404  404  404  404  404  404  404  404  404  404  404  404  401  401
listViews           -           401  200  200  200  200  200  200  200  200  200  200  200  200  401  401
createView          private     401  201  201  201  201  201  201  201  201  201  201  201  403  401  401
createView          team        401  403  403  403  201  201  403  403  403  403  201  201  403  401  401
createView          all         401  403  403  403  201  201  403  403  201  201  201  201  403  401  401
deleteView          own:private 401  204  204  204  204  204  204  204  204  204  204  204  403  401  401
deleteView          adm:private 401  404  404  404  404  404  404  404  404  404  204  404  403  401  401
deleteView          adm:all     401  403  403  403  403  403  403  403  403  403  204  403  403  401  401
deleteView          absent      401  404  404  404  404  404  404  404  404  404  404  404  403  401  401

getWebForm          contact     200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
getWebForm          nothing     404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
submitWebForm       contact     201  201  201  201  201  201  201  201  201  201  201  201  201  401  201
submitWebForm       nothing     404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
getLinked           B           200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
getLinked           absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
answerLinked        B           201  201  201  201  201  201  201  201  201  201  201  201  201  401  201
answerLinked        absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
decideLinked        resolved    200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
decideLinked        B           409  409  409  409  409  409  409  409  409  409  409  409  409  401  409
getAsked            there       200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
getAsked            absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
answerAsked         there       200  200  200  200  200  200  200  200  200  200  200  200  200  401  200
answerAsked         absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
decideLinked        absent      404  404  404  404  404  404  404  404  404  404  404  404  404  401  404
`;
